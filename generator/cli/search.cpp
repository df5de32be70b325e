// knav search: the site's search in the terminal, with the ranking that readers get; and the index of pages from elsewhere.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/commands.hpp"
#include "diag/environment_error.hpp"
#include "search/documents_file.hpp"
#include "search/index.hpp"
#include "search/pack.hpp"

namespace knav::cli {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) throw EnvironmentError{"read", path.string(), "not readable"};
    return std::string{std::istreambuf_iterator<char>{file}, {}};
}

void write_file(const fs::path& path, std::string_view bytes) {
    std::ofstream file{path, std::ios::binary};
    file << bytes;
    if (!file.flush()) throw EnvironmentError{"write", path.string(), "not writable"};
}

std::shared_ptr<const search::DictionaryFiles> system_dictionary() {
    auto files = std::make_shared<search::DictionaryFiles>();
    const fs::path folder = "/usr/share/hunspell";
    if (fs::exists(folder / "sv_SE.aff") && fs::exists(folder / "sv_SE.dic"))
        *files = {read_file(folder / "sv_SE.aff"), read_file(folder / "sv_SE.dic")};
    return files;
}

int make_index(const Arguments& arguments) {
    Diagnostics found;
    const auto path = arguments.value("index");
    const auto documents = search::read_documents(path, read_file(path), found);
    std::vector<search::PageWords> words;
    words.reserve(documents.size());
    for (const auto& document : documents) words.push_back(search::count_words(document));
    std::vector<search::Synonym> synonyms;
    if (arguments.has("synonyms"))
        synonyms = search::read_synonyms(make_file(arguments.value("synonyms"), read_file(arguments.value("synonyms"))),
                                         found);
    const search::Dictionary dictionary{system_dictionary()};
    const auto index = search::make_index({documents, words, {}, synonyms, 2}, dictionary);
    const fs::path out = arguments.value("to");
    fs::create_directories(out);
    for (const auto& file : index.files) write_file(out / (file.name + ".js"), search::pack(file.name, file.payload));
    print_diagnostics(arguments, found, arguments.language);
    return status_of(found, false);
}

int run(const Arguments& arguments) {
    if (arguments.has("index")) return make_index(arguments);
    return wrong_use;
}

}  // namespace

const Command search{"search",
                     {"Sök på webbplatsen", "Search the site"},
                     {{"QUERY", {"det som söks", "what to look for"}, false}},
                     {{"--index",
                       "FILE",
                       {"gör indexet av ett dokument per rad (JSON)", "make the index of one document a line (JSON)"}},
                      {"--to", "FOLDER", {"mappen som indexet läggs i", "the folder the index is put in"}},
                      {"--synonyms", "FILE", {"synonymlista", "list of synonyms"}}},
                     {{"knav search sepsis", {"sidor om sepsis", "pages about sepsis"}}},
                     run};

}  // namespace knav::cli
