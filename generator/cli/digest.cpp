// knav digest: what has been new since a day, as a letter ready for a mailer. Sends nothing itself.
#include <iostream>

#include "cli/commands.hpp"
#include "feeds/mail.hpp"
#include "render/letter.hpp"
#include "render/template.hpp"

namespace knav::cli {
namespace {

constexpr int days_ahead = 28;

Date day_of(const Arguments& arguments, const std::string& name) {
    const auto said = parse_date(arguments.value(name));
    if (!said)
        throw UsageError{
            {"--" + name + " vill ha en dag som 2026-11-15", "--" + name + " takes a day such as 2026-11-15"}};
    return *said;
}

std::string html_of(const Lens& lens, const Letter& letter, Diagnostics& found) {
    View view;
    view.set("letter", letter_view(lens, letter)).set("lang", lens.language() == Language::sv ? "sv" : "en");
    TemplateEngine engine;
    return engine.render("digest", "digest", view, lens, found);
}

Scope scope_of(const Lens& lens, const std::string& id) {
    if (id.empty()) return Scope::of_site();
    const auto page = lens.find(id);
    if (page == no_page) throw UsageError{{"sidan " + id + " finns inte", "there is no page " + id}};
    return Scope::of_page(page, id);
}

int run_digest(const Arguments& arguments) {
    if (!arguments.has("since"))
        throw UsageError{{"säg från vilken dag: --since 2026-11-15", "say from which day: --since 2026-11-15"}};
    const auto as = arguments.value("as", "text");
    if (as != "text" && as != "html" && as != "mail")
        throw UsageError{{"--as är text, html eller mail", "--as is text, html or mail"}};
    Project project{project_options(arguments)};
    Diagnostics found;
    const auto& site = project.read(found);
    Trace unread;
    const Lens lens{site, unread};
    const auto until = arguments.has("until") ? day_of(arguments, "until") : project.options().today;
    const auto letter =
        read_letter(lens, scope_of(lens, arguments.operand("ID")), day_of(arguments, "since"), until, days_ahead);
    const auto text = letter_text(lens, letter);
    const auto html = as == "text" ? std::string{} : html_of(lens, letter, found);
    if (found.errors() > 0) {
        print_diagnostics(arguments, found, arguments.language);
        return content_errors;
    }
    if (as == "mail")
        std::cout << mail_message(lens.word("digest_title") + ": " + letter.title + ", " + letter.period, text, html);
    else
        std::cout << (as == "html" ? html : text);
    return all_right;
}

}  // namespace

const Command digest{
    "digest",
    {"Det som är nytt sedan en dag, som ett brev att skicka", "What is new since a day, as a letter to send"},
    {{"ID",
      {"sidan vars nytt det gäller; utelämnad hela webbplatsens", "the page whose news; left out: the whole site's"},
      false}},
    {{"--since", "DAY", {"första dagen", "the first day"}},
     {"--until", "DAY", {"sista dagen; utelämnad i dag", "the last day; left out: today"}},
     {"--as",
      "FORM",
      {"text (det vanliga), html eller mail: båda i ett brev", "text (the usual), html or mail: both in one letter"}}},
    {{"knav digest --since 2026-11-15", {"veckans nytt som text", "the week's news as text"}},
     {"knav digest --since 2026-11-15 --as mail | sendmail lista@example.org",
      {"och som brev till ett program som skickar", "and as a letter to a program that sends"}}},
    run_digest};

}  // namespace knav::cli
