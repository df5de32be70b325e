// Digests, slugs and likeness: the small things that names are made of.
#include <catch2/catch.hpp>

#include "text/digest.hpp"
#include "text/nearest.hpp"
#include "text/slug.hpp"

using namespace knav;

TEST_CASE("a digest is written as 32 hexadecimal digits and is XXH3-128", "[text]") {
    // Known value of the empty input with seed 0, from the algorithm's published test vectors.
    CHECK(digest_of("").hex() == "99aa06d3014798d86001c324468d497f");
    CHECK(digest_of("a") != digest_of("b"));
    CHECK((Digest{1, 2}.hex()) == "00000000000000010000000000000002");
}

TEST_CASE("a hasher tells apart how texts are divided and in which order they come", "[text]") {
    const auto of = [](std::string_view first, std::string_view second) {
        return Hasher{}.add(first).add(second).finish();
    };
    CHECK(of("ab", "c") == of("ab", "c"));
    CHECK(of("ab", "c") != of("a", "bc"));
    CHECK(of("ab", "c") != of("c", "ab"));
    CHECK(of("", "x") != of("x", ""));
    CHECK(Hasher{}.add(std::uint64_t{1}).finish() != Hasher{}.add(std::uint64_t{2}).finish());
    CHECK(Hasher{}.append("ab").append("").append("c").finish() == digest_of("abc"));
    for (const std::size_t size : {447, 448, 449, 900, 5000}) {
        const std::string text(size, 'x');
        Hasher in_pieces;
        for (std::size_t i = 0; i < size; i += 10) in_pieces.append(std::string_view{text}.substr(i, 10));
        CHECK(in_pieces.finish() == digest_of(text));
        CHECK(Hasher{}.append(text).finish() == digest_of(text));
    }
    CHECK(Hasher{}.add(digest_of("a")).finish() != Hasher{}.add(digest_of("b")).finish());
}

TEST_CASE("slugs are written in a to z, digits and hyphens", "[text]") {
    CHECK(slugify("Hälsa & vård i Öst") == "halsa-vard-i-ost");
    CHECK(slugify("  Crohn’s sjukdom / IBD  ") == "crohns-sjukdom-ibd");
    CHECK(slugify("O'Brien") == "obrien");
    CHECK(slugify("2026–2028") == "2026-2028");
    CHECK(slugify("!?").empty());
    CHECK(slugify("").empty());
}

TEST_CASE("an id has parts of small letters, digits and hyphens", "[text]") {
    CHECK(is_page_id("rmpo/endokrina-sjukdomar/moten/2026-03-12"));
    CHECK(is_page_id("a"));
    for (const char* wrong : {"", "/a", "a/", "a//b", "A", "å", "a b", "a.md", "a/../b"}) {
        INFO(wrong);
        CHECK_FALSE(is_page_id(wrong));
    }
}

TEST_CASE("edit distance counts inserted, deleted, replaced and swapped letters", "[text]") {
    CHECK(edit_distance("", "", 9) == 0);
    CHECK(edit_distance("summary", "sumary", 9) == 1);
    CHECK(edit_distance("summary", "summray", 9) == 1);
    CHECK(edit_distance("summary", "gummery", 9) == 2);
    CHECK(edit_distance("abc", "", 9) == 3);
    CHECK(edit_distance("abcdef", "uvwxyz", 2) == 3);  // stops past the limit
    CHECK(edit_distance("ab", "abcdefgh", 2) == 3);
}

TEST_CASE("the nearest word is a likely one", "[text]") {
    const std::vector<std::string_view> keys = {"title", "summary", "date", "updated", "draft", "review_by"};
    CHECK(nearest("sumary", keys) == "summary");
    CHECK(nearest("Titel", keys) == "title");
    CHECK(nearest("review", keys) == "review_by");
    CHECK(nearest("färg", keys) == std::nullopt);
    CHECK(nearest("x", keys) == std::nullopt);
    CHECK(nearest("anything", {}) == std::nullopt);
}

TEST_CASE("the nearest id may be longer, or lie in another folder", "[text]") {
    const std::vector<std::string_view> ids = {"npo/medicin", "npo/endokrina-sjukdomar", "rmpo/hjarta",
                                               "npo/perioperativ"};
    CHECK(nearest("npo/endokrin", ids) == "npo/endokrina-sjukdomar");
    CHECK(nearest("rag/endokrina-sjukdomar", ids) == "npo/endokrina-sjukdomar");
    CHECK(nearest("rmpo/Hjärta", ids) == "rmpo/hjarta");
    const std::vector<std::string_view> equals = {"ab", "ac"};
    CHECK(nearest("a", equals) == "ab");
    const std::vector<std::string_view> near = {"role", "rule"};
    CHECK(nearest("rle", near) == "role");  // first among equals
}
