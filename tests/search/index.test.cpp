// An index of a few pages, asked as the terminal asks it.
#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <random>

#include "search/documents_file.hpp"
#include "search/engine.hpp"
#include "search/index.hpp"
#include "search/measures.hpp"
#include "search/opensearch.hpp"
#include "search/pack.hpp"
#include "search/page_files.hpp"

using namespace knav;

namespace {

constexpr std::string_view pages =
    R"({"url": "/rag/sepsis/", "title": "RAG sepsis", "type": "rag", "headings": ["Uppdrag"], "body": "Gruppen tar fram kunskapsstöd om sepsis. Processledare är Åsa Lindqvist."}
{"url": "/rag/diabetes/", "title": "RAG diabetes", "type": "rag", "headings": [], "body": "Fotsår vid diabetes. Handlingsplanen ses över."}
{"url": "/wiki/kunskapsstyrning/", "title": "Kunskapsstyrning", "type": "wiki", "headings": ["Varför"], "body": "Ett system för styrning med kunskap. Det regionala medicinska programområdet (RMPO) leder arbetet."}
{"url": "/rmpo/tandvard/", "title": "RMPO tandvård", "type": "rmpo", "headings": ["Ledamöter"], "body": "Ordförande är Åsa Lindqvist. Vården av tänder."}
{"url": "/personer/asa-lindqvist/", "title": "Åsa Lindqvist", "type": "person", "headings": [], "body": "Ordförande i RMPO tandvård."}
{"url": "/wiki/register/", "title": "Kvalitetsregister", "type": "wiki", "headings": [], "body": "Registren följs upp två gånger om året."}
)";

/// Pages of which nothing is known but what they say.
search::Source source_of(const std::vector<search::Document>& documents) {
    search::Source source;
    source.pages = documents.size();
    source.document = [&documents](std::size_t i) { return documents[i]; };
    return source;
}

/// Two indexes are the same files.
void require_same(const search::Index& one, const search::Index& other) {
    REQUIRE(one.files.size() == other.files.size());
    for (std::size_t i = 0; i < one.files.size(); ++i) {
        REQUIRE(one.files[i].name == other.files[i].name);
        REQUIRE(one.files[i].payload.bytes == other.files[i].payload.bytes);
    }
    REQUIRE(one.texts.size() == other.texts.size());
    for (std::size_t i = 0; i < one.texts.size(); ++i) REQUIRE(one.texts[i].name == other.texts[i].name);
    REQUIRE(one.unmatched == other.unmatched);
}

struct World {
    std::vector<search::Document> documents;
    std::vector<search::Synonym> synonyms = {{"blodförgiftning", "sepsis", true, {}},
                                             {"sockersjuka", "diabetes", false, {}},
                                             {"rymdfärd", "raket", false, {}}};
    std::shared_ptr<const search::Index> index;
    std::unique_ptr<search::Engine> engine;

    explicit World(std::string_view lines = pages, unsigned threads = 2) {
        Diagnostics found;
        documents = search::read_documents("pages.jsonl", lines, found);
        search::WordStore words;
        index = search::make_index({source_of(documents), words, {}, synonyms, threads}, search::Dictionary{});
        engine = std::make_unique<search::Engine>([this](const std::string& name) {
            if (const auto* file = index->find(name)) return std::string{file->payload.bytes};
            for (const auto& block : index->texts) {
                if (block.name == name)
                    return search::text_block(std::span{documents}.subspan(block.begin, block.end - block.begin));
            }
            throw std::runtime_error(name);
        });
    }

    std::string first(std::string_view query) {
        const auto answered = engine->search(query);
        return answered.results.empty() ? "" : answered.results.front().url;
    }
};

}  // namespace

TEST_CASE("words are found in other forms, in compounds, mistyped, unaccented and by synonyms", "[search]") {
    World world;
    CHECK(world.first("sepsis") == "/rag/sepsis/");
    CHECK(world.first("sepssis") == "/rag/sepsis/");
    CHECK(world.first("blodförgiftning") == "/rag/sepsis/");
    CHECK(world.first("blodforgiftning") == "/rag/sepsis/");
    CHECK(world.first("kunskaps styrning") == "/wiki/kunskapsstyrning/");
    CHECK(world.first("registret") == "/wiki/register/");
    CHECK(world.first("tandvard") == "/rmpo/tandvard/");
    CHECK(world.first("asa lindkvist") == "/personer/asa-lindqvist/");
    CHECK(world.first("diab") == "/rag/diabetes/");
    CHECK(world.first("rmpo ta") == "/rmpo/tandvard/");  // a beginning, though it is also a word that says nothing
    CHECK(world.first("styrningssystem") == "/wiki/kunskapsstyrning/");
    CHECK(world.first("sepsis xyzzy") == "/rag/sepsis/");
    CHECK(world.first("regionalt medicinskt programområde tandvård") == "/rmpo/tandvard/");
    CHECK(world.engine->search("sepssis").guess == "sepsis");
    CHECK(world.engine->search("raketbränsle").total == 0);
}

TEST_CASE("a slip is seen through in a form that no page has, and in one of the parts of a compound", "[search]") {
    World world;
    CHECK(world.first("kvlaitetsregistrets") == "/wiki/register/");
    CHECK(world.first("kvaltietsregistrten") == "/wiki/register/");  // twice, in a long word
    CHECK(world.first("diabtesfotsår") == "/rag/diabetes/");
    CHECK(world.first("xegisrret") == "");  // who slips twice begins right
}

TEST_CASE("a compound that no page has is taken apart where most pages have both words", "[search]") {
    World world{R"({"url": "/a/", "title": "Diabetesvård", "body": "Om ett förlopp."}
{"url": "/b/", "title": "Vårdförlopp diabetes", "body": "För den som har diabetes."}
{"url": "/c/", "title": "Vårdförlopp", "body": "Diabetes har ett."}
)"};
    CHECK(world.first("diabetesvårdförlopp") == "/b/");
    CHECK(world.first("diabetesvårdförl") == "/b/");  // while it is typed
}

TEST_CASE("who asks for a group's people finds them before others; who asks for a role finds the role", "[search]") {
    World world{
        R"lines({"url": "/moten/1/", "title": "Ordförande: möte om tandvård", "type": "mote", "body": "Ordförande öppnar mötet om tandvård. Tandvård, tandvård."}
{"url": "/personer/asa-lindqvist/", "title": "Åsa Lindqvist", "type": "person", "body": "Ordförande i RMPO tandvård."}
{"url": "/personer/bo-alm/", "title": "Bo Alm", "type": "person", "body": "Ordförande, ordförande och ordförande."}
{"url": "/roller/ordforande/", "title": "Ordförande", "type": "wiki", "body": "Leder gruppen."}
)lines"};
    CHECK(world.first("ordförande") == "/roller/ordforande/");
    CHECK(world.first("ordföranden") == "/roller/ordforande/");
    CHECK(world.engine->search("vem är ordförande i rmpo tandvård").results.front().url == "/personer/asa-lindqvist/");
}

TEST_CASE("a phrase is found where its words stand side by side, and nowhere else", "[search]") {
    World world;
    CHECK(world.engine->search("\"system för styrning\"").total == 1);
    CHECK(world.engine->search("\"styrning för system\"").total == 0);
    CHECK(world.first("\"Åsa Lindqvist\" ordförande") != "");
}

TEST_CASE("no query harms", "[search]") {
    World world;
    for (const auto& query :
         {std::string{}, std::string(10000, 'a'), std::string{"<script>alert(1)</script>"}, std::string{"(.*)+[a-z"},
          std::string{"\x01\x02\x7f"}, std::string{"\xff\xfe\xc3"}, std::string{"\"\"\"\"\""}, std::string{"och i att"},
          std::string{"\0", 1}, std::string{"%s%n ../../etc/passwd"}, std::string{"~karlson §"}}) {
        CHECK_NOTHROW(world.engine->search(query));
        CHECK_NOTHROW(world.engine->why(query, "/rag/sepsis/"));
    }
    std::string many;
    for (int i = 0; i < 3000; ++i) many += "sepsis diabetes ";
    CHECK(world.engine->search(many).words.size() <= 12);
}

TEST_CASE("an index is the same however often and with however many threads it is made", "[search]") {
    const World one;
    CHECK_FALSE(one.index->files.empty());
    for (const unsigned threads : {1U, 2U, 5U}) require_same(*one.index, *World(pages, threads).index);
}

namespace {

/// Texts of words that are parts of one another, so that a word that comes or goes changes how others are taken apart.
class RandomPages {
public:
    explicit RandomPages(unsigned seed, std::size_t pages = 30) : documents(pages), random_(seed) {
        for (std::size_t i = 0; i < documents.size(); ++i) {
            documents[i].url = "/" + std::to_string(10000 + i) + "/";
            rewrite(documents[i]);
        }
    }
    void change() { rewrite(documents[random_() % documents.size()]); }
    void change_text() {
        auto& document = documents[random_() % documents.size()];
        document.texts[search::body] = words(1 + random_() % 9);
        document.seal();
    }

    std::vector<search::Document> documents;

private:
    std::string part() {
        static const std::vector<std::string> parts = {"hälso",    "hälsa",    "vård",   "vårds", "plan",
                                                       "planer",   "tand",     "tänder", "råd",   "rådet",
                                                       "kunskaps", "styrning", "system", "en"};
        return parts[random_() % parts.size()];
    }
    std::string words(std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t parts = 1 + random_() % 3; parts > 0; --parts) text += part();
            text += random_() % 9 == 0 ? " (VR). " : " ";
        }
        return text;
    }
    void rewrite(search::Document& document) {
        document.title = document.texts[search::title] = words(2);
        document.texts[search::body] = words(6);
        document.person = random_() % 7 == 0;
        document.seal();
    }

    std::mt19937 random_;
};

}  // namespace

TEST_CASE("an index that is kept up as pages change is the one that is made of nothing", "[search]") {
    const auto seed = GENERATE(1U, 2U, 3U);
    const search::Dictionary dictionary{std::make_shared<search::DictionaryFiles>(search::DictionaryFiles{
        "SET UTF-8\nSFX A Y 2\nSFX A 0 s .\nSFX A 0 et .\n", "5\nvård/A\nråd/A\nplan/A\nsystem/A\nstyrning/A\n"})};
    const std::vector<search::Synonym> synonyms = {{"tandläkare", "tandvård", true, {}}};
    RandomPages pages{seed};
    const auto anew = [&] {
        search::WordStore none;
        return search::make_index({source_of(pages.documents), none, {}, synonyms, 2}, dictionary);
    };
    search::WordStore kept;
    for (int round = 0; round < 25; ++round) {
        const auto known = kept.serialise();
        search::WordStore remembered;
        remembered.parse(known, {});
        for (auto* words : {&kept, &remembered})
            require_same(*search::make_index({source_of(pages.documents), *words, {}, synonyms, 2}, dictionary),
                         *anew());
        CHECK_FALSE(remembered.lookups().changed() != kept.lookups().changed());
        pages.change();
    }
}

namespace {

/// Pages that tell which of them have another text, and count how often they are asked for.
class Telling {
public:
    explicit Telling(const std::vector<search::Document>& documents) : source(source_of(documents)) {
        Hasher situation;
        for (const auto& document : documents) {
            situation.add(document.url).add(document.title).add(std::uint64_t{document.person});
            source.texts.push_back(digest_of(document.texts[search::body]));
        }
        source.situation = situation.finish();
        source.document = [this, &documents](std::size_t i) {
            ++asked;
            return documents[i];
        };
    }
    search::Source source;
    std::atomic<std::size_t> asked = 0;
};

}  // namespace

TEST_CASE("an index that is told which texts are new is the one that is made of nothing", "[search]") {
    const auto seed = GENERATE(1U, 2U, 3U, 4U);
    const auto size = GENERATE(std::size_t{30}, std::size_t{1100});  // levels are coarser in a large site
    const search::Dictionary dictionary;
    const std::vector<search::Synonym> synonyms = {{"tandläkare", "tandvård", true, {}}, {"folk", "råd", false, {}}};
    RandomPages pages{seed, size};
    search::WordStore kept;
    std::string written;  // as a build writes it: not each time
    std::size_t spared = 0, not_written = 0;
    for (int round = 0; round < (size > 100 ? 5 : 25); ++round) {
        const auto known = kept.serialise();
        const auto lagging = written;
        search::WordStore remembered, behind, none;
        remembered.parse(known, {});
        behind.parse(lagging, {});
        const auto anew = search::make_index({source_of(pages.documents), none, {}, synonyms, 2}, dictionary);
        for (auto* words : {&kept, &remembered, &behind}) {
            Telling told{pages.documents};
            require_same(*search::make_index({told.source, *words, {}, synonyms, 2}, dictionary), *anew);
            if (told.asked < size) ++spared;
        }
        if (behind.worth_remembering())
            written = behind.serialise();
        else
            ++not_written;
        for (auto changes = round % 3; changes > 0; --changes) pages.change_text();
        if (round % 7 == 6) pages.change();
    }
    CHECK(spared >= 5);
    CHECK(not_written >= 2);
}

TEST_CASE("of words that are remembered all is known again, or nothing if a byte is missing or another", "[search]") {
    const search::Dictionary dictionary;
    const RandomPages pages{5};
    search::WordStore kept;
    Telling told{pages.documents};
    const auto index = search::make_index({told.source, kept, {}, {}, 2}, dictionary);
    const auto whole = kept.serialise();
    const auto pages_known = [](const std::string& bytes) {
        search::WordStore remembered;
        remembered.parse(bytes, {});
        CHECK((remembered.kept().index != nullptr) == !remembered.pages().empty());
        return remembered.pages().size();
    };
    CHECK(pages_known(whole) == pages.documents.size());
    for (std::size_t at = 0; at < whole.size(); at += 53) {
        auto other = whole;
        other[at] = static_cast<char>(other[at] ^ 4);
        CHECK(pages_known(other) == 0);
        CHECK(pages_known(whole.substr(0, at)) == 0);
    }
}

TEST_CASE("guesses at a word count alike, however rare one of them is", "[search]") {
    World world{R"({"url": "/a/", "title": "Kommunerna", "body": "Kommuner och kommunen. I kommunen."}
{"url": "/b/", "title": "Samverkan", "body": "Varje kommun. Kommunens ansvar."}
{"url": "/c/", "title": "Kommunikation i grupper", "body": "Om hur man talar med varandra."}
{"url": "/d/", "title": "Sjukvård", "body": "Regionen och kommunen."}
)"};
    CHECK(world.first("kommun") == "/a/");
    CHECK(world.first("kommu") == "/a/");
    CHECK(world.first("kommunik") == "/c/");
}

TEST_CASE("a page whose name is what was asked for comes before pages that say it more often", "[search]") {
    World world{
        R"lines({"url": "/a/", "title": "Lokala remisser och regionala remisser", "body": "Remiss remiss remiss remisser. Remissen är en remiss."}
{"url": "/b/", "title": "Remiss till gruppen om remiss", "body": "Remiss remiss remiss remisser. Remissen är en remiss."}
{"url": "/c/", "title": "Kroniskt obstruktiv lungsjukdom (KOL)", "body": "Om sjukdomen."}
{"url": "/d/", "title": "KOL-team på varje vårdcentral", "body": "Varje vårdcentral får ett team för KOL. KOL är vanligt, och KOL kan lindras."}
{"url": "/z/", "title": "Remiss", "body": "Kortfattat. Här står annat om hur ett ärende förs vidare mellan grupper."}
)lines"};
    CHECK(world.first("remiss") == "/z/");
    CHECK(world.first("kol") == "/c/");
}

TEST_CASE("a synonym of the site's own list that finds nothing is told; a general one is passed over", "[search]") {
    const World world;
    REQUIRE(world.index->unmatched.size() == 1);
    CHECK(world.synonyms[world.index->unmatched.front()].meant == "raket");
}

TEST_CASE("a file of the index is unpacked as it was packed, or not at all", "[search]") {
    std::string payload = "text med å, ä och ö";
    for (int i = 0; i < 1000; ++i) payload += static_cast<char>(i % 251);
    const auto file = search::pack("w-abcde", payload, search::Effort::index);
    CHECK(file.starts_with("knavSearch(\"w-abcde\",\""));
    CHECK(file.ends_with("\")\n"));
    CHECK(search::unpack(file) == payload);
    CHECK(search::unpack(search::pack("x", "", search::Effort::texts)) == "");
    for (std::size_t size = 0; size < file.size() - 3; size += 7)
        CHECK(search::unpack(file.substr(0, size)) != payload);
}

TEST_CASE("what is packed is base64 as browsers read it: in fours, filled up at the end", "[search]") {
    for (std::size_t size = 0; size < 24; ++size) {
        const auto payload = std::string{"Kunskapsnav åäö 0123456789"}.substr(0, size);
        const auto file = search::pack("x", payload, search::Effort::index);
        const auto begin = file.find(",\"") + 2, end = file.rfind('"');
        INFO(file);
        CHECK((end - begin) % 4 == 0);
        CHECK(std::count(file.begin(), file.end(), '=') <= 2);
        CHECK(search::unpack(file) == payload);
    }
    CHECK(search::pack("x", "a", search::Effort::index) == "knavSearch(\"x\",\"AQEA/v9h\")\n");
    CHECK(search::pack("x", "ab", search::Effort::index) == "knavSearch(\"x\",\"AQIA/f9hYg==\")\n");
    CHECK(search::pack("x", "abc", search::Effort::index) == "knavSearch(\"x\",\"AQMA/P9hYmM=\")\n");
}

TEST_CASE("texts of pages are a line each, with three fields, whatever control characters they hold", "[search]") {
    search::Document page;
    page.lead = "En\trad\nsom är lite längre än åtta";
    page.texts[search::heading] = "\nSyfte\n";
    page.texts[search::body] = std::string{"a\0b\x1F", 4};
    CHECK(search::text_block(std::array{page, page}) ==
          "En rad som är lite längre än åtta\t Syfte \ta b \n"
          "En rad som är lite längre än åtta\t Syfte \ta b \n");
    CHECK(search::text_block(std::array<search::Document, 1>{}) == "\t\t\n");
}

TEST_CASE("measures are those that search engines are compared by", "[search]") {
    const search::Judged judged{"", "q", {{"/a/", 3}, {"/b/", 1}}};
    const std::vector<std::string> good = {"/a/", "/b/"}, late = {"/x/", "/a/"}, none;
    CHECK(search::measure(good, judged).mrr == Approx(1));
    CHECK(search::measure(good, judged).ndcg == Approx(1));
    CHECK(search::measure(late, judged).mrr == Approx(0.5));
    CHECK(search::measure(late, judged).recall == Approx(0.5));
    CHECK(search::measure(none, judged).empty == Approx(1));
}

TEST_CASE("OpenSearch gets a line that says where and a line that says what for each page", "[search]") {
    const World world;
    const auto bulk = search::opensearch_bulk(world.documents, "site");
    CHECK(std::count(bulk.begin(), bulk.end(), '\n') == 12);
    CHECK(bulk.starts_with("{\"index\": {\"_index\": \"site\", \"_id\": \"/personer/asa-lindqvist/\"}}\n{\"url\": "));
    const std::vector<search::Synonym> synonyms = {{"Sockersjuka", "diabetes", true, {}}};
    CHECK(search::opensearch_index(synonyms).find("\"sockersjuka => sockersjuka, diabetes\"") != std::string::npos);
}
