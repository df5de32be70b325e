// Every change of each file, by git's log, for all files in one walk: the commits that `git log --follow FILE` names.
// Changes that are not committed do not count: such a file keeps its last commit's date.
#pragma once

#include <filesystem>
#include <string>

#include "diag/diagnostic.hpp"
#include "files/history.hpp"
#include "text/date.hpp"

namespace knav {

/// Reads the history of content/, schema/ and themes/ below a site root, which may be any folder of a working tree.
/// `cached` is what an earlier call gave as `cache_out`, or empty; it spares reading the same commits again and never
/// changes the answer. Never throws: without a repository that can be read the history is empty, beyond the end of a
/// shallow clone or a damaged object it is unknown, and a note says so. At a merge a file that is the same in a parent
/// has that parent's history. A page that was moved keeps its history (rename.hpp).
[[nodiscard]] History read_history(const std::filesystem::path& site_root, const std::string& cached,
                                   std::string& cache_out, unsigned threads, Diagnostics& found);

/// The same for a site as of a commit, in any repository: `site` is its folder there, "" for the whole.
[[nodiscard]] History read_history_at(const std::filesystem::path& repository, const std::string& site,
                                      const std::string& commit, const std::string& cached, std::string& cache_out,
                                      unsigned threads, Diagnostics& found);

/// Takes times away that no commit can have been made at: before 1990 or after tomorrow. A clock was wrong, and no date
/// is better than a wrong one. A note names the first of them.
void doubt_dates(History& history, const Date& today, Diagnostics& found);

}  // namespace knav
