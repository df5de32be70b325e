// knav search: the site's search in the terminal, with the ranking that readers get; why a page got its place; how well
// judged queries fare; and the index of pages that another program wrote.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/share.hpp"
#include "diag/environment_error.hpp"
#include "disk/dictionary.hpp"
#include "disk/file_io.hpp"
#include "search/documents_file.hpp"
#include "search/engine.hpp"
#include "search/index.hpp"
#include "search/measures.hpp"
#include "search/pack.hpp"
#include "site/search_pages.hpp"
#include "task/parallel.hpp"
#include "text/escape.hpp"

namespace knav::cli {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) throw EnvironmentError{"read", path.string(), "not readable"};
    return std::string{std::istreambuf_iterator<char>{file}, {}};
}

// ---- the index of documents

/// The site here, if there is one: its lists of synonyms and its theme's engine. Else what the program brings along.
fs::path folder_with(const fs::path& wanted) {
    const auto root = find_root(fs::current_path());
    if (root && fs::exists(*root / wanted)) return *root / wanted;
    return share_folder() / wanted;
}

std::vector<search::Synonym> synonyms_here(Diagnostics& found) {
    std::vector<search::Synonym> all;
    const auto add = [&](const std::string& name, const fs::path& path) {
        const auto own = search::read_synonyms(make_file(name, read_file(path)), found);
        all.insert(all.end(), own.begin(), own.end());
    };
    const auto root = find_root(fs::current_path());
    if (root && fs::exists(*root / "content" / "synonymer.toml"))
        add("schema/own.toml", *root / "content" / "synonymer.toml");  // of another site than these pages: not demanded
    add("schema/synonyms.toml", folder_with("schema/synonyms.toml"));
    return all;
}

int make_index(const Arguments& arguments) {
    if (!arguments.has("to")) throw UsageError{{"--index vill ha --to MAPP", "--index takes --to FOLDER"}};
    Diagnostics found;
    const auto path = arguments.value("index");
    const auto documents = search::read_documents(path, read_file(path), found);
    const auto threads = default_threads();
    search::WordStore words;
    search::Source source;
    source.pages = documents.size();
    source.document = [&](std::size_t i) { return documents[i]; };
    const auto synonyms = synonyms_here(found);
    const auto files = read_system_dictionary();
    const auto dictionary =
        files ? std::make_unique<search::Dictionary>(files) : std::make_unique<search::Dictionary>();
    const auto made = search::make_index({source, words, {}, synonyms, threads}, *dictionary);
    const auto& index = *made;

    const fs::path out = arguments.value("to");
    fs::create_directories(out);
    parallel_for(index.files.size() + index.texts.size(), threads, [&](std::size_t i, unsigned) {
        if (i < index.files.size()) {
            const auto& file = index.files[i];
            return write_file(out / (file.name + ".js"),
                              search::pack(file.name, file.payload.bytes, search::Effort::index));
        }
        const auto& block = index.texts[i - index.files.size()];
        const auto texts = std::span{documents}.subspan(block.begin, block.end - block.begin);
        write_file(out / (block.name + ".js"),
                   search::pack(block.name, search::text_block(texts), search::Effort::texts));
    });
    write_file(out / "search.mjs", read_file(folder_with("themes/navet/assets/search.js")));
    print_diagnostics(arguments, found, arguments.language);
    if (!files)
        say(arguments, {"Ordlistan hunspell-sv finns inte: ordformer hittas bara på sina ändelser.",
                        "The dictionary hunspell-sv is not there: word forms are found by their endings alone."});
    return status_of(found, false);
}

// ---- asking

/// The engine over an index folder, or over the site here as it is now.
class Searched {
public:
    explicit Searched(const Arguments& arguments) {
        if (arguments.has("in")) {
            const fs::path folder = arguments.value("in");
            engine_ = std::make_unique<search::Engine>([folder](const std::string& name) {
                const auto path = folder / (name + ".js");
                auto payload = search::unpack(read_file(path));
                if (!payload) throw EnvironmentError{"read", path.string(), "not whole"};
                return std::move(*payload);
            });
            return;
        }
        project_ = std::make_unique<Project>(project_options(arguments));
        Diagnostics found;
        const auto& site = project_->read(found);
        engine_ = std::make_unique<search::Engine>([&site](const std::string& name) { return payload_of(site, name); });
    }

    search::Engine* operator->() { return engine_.get(); }

private:
    static std::string payload_of(const Site& site, const std::string& name) {
        const auto& index = site.search_index();
        if (const auto* file = index.find(name)) return std::string{file->payload.bytes};
        Trace unnoted;
        const Lens lens{site, unnoted};
        for (const auto& block : index.texts) {
            if (block.name != name) continue;
            std::vector<search::Document> documents;
            for (auto page = block.begin; page < block.end; ++page)
                documents.push_back(search_texts(lens, static_cast<PageNo>(page)));
            return search::text_block(documents);
        }
        throw EnvironmentError{"read", name, "not in the index"};
    }

    std::unique_ptr<Project> project_;
    std::unique_ptr<search::Engine> engine_;
};

std::string query_of(const Arguments& arguments) {
    std::string query;
    for (const auto& word : arguments.all("QUERY")) query += (query.empty() ? "" : " ") + word;
    if (query.empty()) throw UsageError{{"säg vad som ska sökas", "say what to look for"}};
    return query;
}

void print_json(const search::Answered& answered) {
    std::string out = "{\"total\": " + std::to_string(answered.total) + ", \"guess\": ";
    append_json(out, answered.guess);
    out += ", \"results\": [";
    for (const auto& result : answered.results) {
        out += out.back() == '[' ? "\n " : ",\n ";
        out += "{\"url\": ";
        append_json(out, result.url);
        out += ", \"title\": ";
        append_json(out, result.title);
        out += ", \"type\": ";
        append_json(out, result.type);
        out += fmt::format(", \"score\": {}}}", result.score);
    }
    std::cout << out << "]}\n";
}

int ask(const Arguments& arguments) {
    Searched searched{arguments};
    const auto answered = searched->search(query_of(arguments));
    if (arguments.has("json")) {
        print_json(answered);
        return all_right;
    }
    const bool swedish = arguments.language == Language::sv;
    if (!answered.guess.empty()) std::cout << (swedish ? "Menade du: " : "Did you mean: ") << answered.guess << "\n";
    for (const auto& result : answered.results)
        std::cout << fmt::format("{:>7.0f}  {}\n         {}  {}\n", result.score, result.title, result.url,
                                 result.type);
    std::cout << (swedish ? fmt::format("{} träffar\n", answered.total) : fmt::format("{} results\n", answered.total));
    return all_right;
}

int explain_place(const Arguments& arguments) {
    Searched searched{arguments};
    auto url = arguments.value("why");
    if (!url.starts_with('/')) url = "/" + url;
    if (!url.ends_with('/')) url += '/';
    const auto reasons = searched->why(query_of(arguments), url);
    if (reasons.empty()) throw UsageError{{url + " är ingen sida i indexet", url + " is no page of the index"}};
    std::size_t matched = 0;
    double sum = 0;
    for (const auto& reason : reasons) {
        std::cout << fmt::format("{:>9.1f}  {} ({})\n", reason.score, reason.word, reason.kind);
        for (const auto& part : reason.parts)
            std::cout << fmt::format("           {}: {} x {} x {:.2f}\n", part.term, part.rarity, part.level,
                                     part.weight);
        matched += reason.score > 0 ? 1 : 0;
        sum += reason.score;
    }
    std::cout << fmt::format("{:>9.1f}  {} / {}\n", sum, matched, reasons.size());
    return all_right;
}

// As one types: each beginning of three letters or more is a query of its own, and their mean counts once.
std::vector<std::string> queries_of(const search::Judged& judged) {
    if (judged.kind != "prefix") return {judged.query};
    std::vector<std::string> queries;
    std::size_t letters = 0;
    for (std::size_t at = 0; at < judged.query.size();) {
        ++at;
        while (at < judged.query.size() && (static_cast<unsigned char>(judged.query[at]) & 0xC0U) == 0x80U) ++at;
        if (++letters >= 3) queries.push_back(judged.query.substr(0, at));
    }
    return queries;
}

int test_queries(const Arguments& arguments) {
    Diagnostics found;
    const auto path = arguments.value("test");
    const auto judged = search::read_judged(path, read_file(path), found);
    print_diagnostics(arguments, found, arguments.language);
    Searched searched{arguments};
    std::map<std::string, std::vector<search::Measures>> kinds;
    for (const auto& one : judged) {
        std::vector<search::Measures> each;
        for (const auto& query : queries_of(one)) {
            std::vector<std::string> urls;
            for (auto& result : searched->search(query).results) urls.push_back(std::move(result.url));
            each.push_back(search::measure(urls, one));
        }
        kinds[one.relevant.empty() ? "noanswer" : one.kind].push_back(search::mean(each));
    }
    std::vector<search::Measures> means;
    std::cout << fmt::format("{:<14}{:>4}{:>8}{:>8}{:>8}\n", "class", "n", "MRR", "recall", "nDCG");
    for (const auto& [kind, all] : kinds) {
        const auto of_kind = search::mean(all);
        if (kind == "noanswer") {
            std::cout << fmt::format("{:<14}{:>4}{:>8.3f} empty\n", kind, all.size(), of_kind.empty);
            continue;
        }
        means.push_back(of_kind);
        std::cout << fmt::format("{:<14}{:>4}{:>8.3f}{:>8.3f}{:>8.3f}\n", kind, all.size(), of_kind.mrr, of_kind.recall,
                                 of_kind.ndcg);
    }
    const auto macro = search::mean(means);
    std::cout << fmt::format("{:<18}{:>8.3f}{:>8.3f}{:>8.3f}\n", "macro", macro.mrr, macro.recall, macro.ndcg);
    return status_of(found, false);
}

int run_search(const Arguments& arguments) {
    if (arguments.has("index")) {
        enter_folder(arguments);
        return make_index(arguments);
    }
    if (arguments.has("in")) enter_folder(arguments);
    if (arguments.has("test")) return test_queries(arguments);
    if (arguments.has("why")) return explain_place(arguments);
    return ask(arguments);
}

}  // namespace

const Command search{
    "search",
    {"Sök på webbplatsen, med läsarnas rangordning", "Search the site, ranked as for its readers"},
    {{"QUERY", {"det som söks", "what to look for"}, false, true}},
    {{"--why", "PAGE", {"varför sidan hamnar där den hamnar", "why the page gets the place it gets"}},
     {"--test",
      "FILE",
      {"hur bedömda frågor klarar sig (JSON, en per rad)", "how judged queries fare (JSON, one a line)"}},
     {"--in", "FOLDER", {"sök i ett färdigt index", "search an index that is already made"}},
     {"--index",
      "FILE",
      {"gör ett index av sidor i en fil (JSON, en per rad)", "make an index of pages in a file (JSON, one a line)"}},
     {"--to", "FOLDER", {"mappen som indexet läggs i", "the folder to put that index in"}},
     {"--json", "", {"som JSON", "as JSON"}}},
    {{"knav search sockersjuka", {"sidor om diabetes också", "pages about diabetes too"}},
     {"knav search sepsis --why rag/sepsis", {"ord för ord", "word by word"}},
     {"knav search --index sidor.jsonl --to sok", {"ett index att lägga ut", "an index to publish"}}},
    run_search};

}  // namespace knav::cli
