#include "render/template_program.hpp"

#include <algorithm>

#include "text/escape.hpp"

namespace knav {
namespace {

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t") == std::string_view::npos; }

const View& truth() {
    static const View value{true};
    return value;
}
const View& untruth() {
    static const View value{false};
    return value;
}

// What Mustache takes for true, and what {{#has_rows}} asks: whether there are rows, which it can't ask without
// repeating what it encloses.
bool is_true(const View& view) {
    if (const auto* said = view.truth()) return *said;
    if (const auto* text = view.text()) return !text->empty();
    return view.list() == nullptr || !view.list()->empty();
}
bool is_filled(const View& view) { return is_true(view) && (view.text() == nullptr || *view.text() != "0"); }

// A path through an absent thing ("status.text" where status is false) is absent, not unknown.
const View* descend(const View* view, std::span<const ViewName> path) {
    for (const auto& name : path) {
        if (view == nullptr) return nullptr;
        if (!view->is_object()) return &untruth();
        view = view->find(name);
    }
    return view;
}

std::vector<ViewName> parts_of(std::string_view path) {
    std::vector<ViewName> parts;
    for (std::size_t begin = 0; begin <= path.size();) {
        const auto end = std::min(path.find('.', begin), path.size());
        parts.emplace_back(path.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

constexpr std::string_view asks = "has_";

}  // namespace

TemplateName::TemplateName(std::string_view written) : text_(std::make_shared<const std::string>(written)) {
    if (written == ".") return;
    path_ = parts_of(*text_);
    if (written.starts_with(asks)) asked_ = parts_of(std::string_view{*text_}.substr(asks.size()));
}

TemplateName TemplateName::known(std::string_view written) {
    TemplateName name{written};
    name.is_known_ = true;
    return name;
}

/// One rendering.
class TemplateProgram::Walk {
public:
    Walk(const TemplateProgram& program, const View& view, std::string& out, std::set<std::string>& missing)
        : program_(program), out_(out), missing_(missing), line_(out.size()) {
        frames_.push_back(&view);
    }

    void run(std::size_t begin, std::size_t end) {
        for (auto at = begin; at < end;) {
            const auto& step = program_.steps_[at++];
            switch (step.kind) {
                case Kind::literal: literal(step); break;
                case Kind::line_end: end_line(step.text); break;
                case Kind::escaped:
                case Kind::raw: variable(step); break;
                case Kind::section:
                case Kind::inverted:
                    section(step, at);
                    at = step.end;
                    break;
            }
        }
    }

    void end_line(std::string_view newline) {
        if (tagged_ && is_blank(std::string_view{out_}.substr(line_)))
            out_.resize(line_);
        else
            out_ += newline;
        line_ = out_.size();
        tagged_ = false;
    }

private:
    void literal(const Step& step) {
        out_ += step.text;
        if (step.line == std::string::npos) return;
        line_ = out_.size() - (step.text.size() - step.line);
        tagged_ = false;
    }

    void variable(const Step& step) {
        const auto* view = find(program_.names_[step.name]);
        const auto* text = view == nullptr ? nullptr : view->text();
        if (text == nullptr) return;
        if (step.kind == Kind::escaped)
            append_html(out_, *text);
        else
            out_ += *text;
    }

    void section(const Step& step, std::size_t begin) {
        const auto* view = find(program_.names_[step.name]);
        const bool shown = view != nullptr && is_true(*view);
        if (shown != (step.kind == Kind::section)) return;
        const auto* list = view == nullptr ? nullptr : view->list();
        if (!shown) return inside(untruth(), begin, step.end);
        if (list == nullptr) return inside(*view, begin, step.end);
        for (const auto& item : *list) inside(item, begin, step.end);
    }

    void inside(const View& view, std::size_t begin, std::size_t end) {
        tagged_ = true;
        frames_.push_back(&view);
        run(begin, end);
        frames_.pop_back();
        tagged_ = true;
    }

    const View* find(const TemplateName& name) {
        if (name.is_known()) return &truth();
        if (name.is_whole()) return frames_.back();
        const auto* view = look_up(name.path());
        if (view != nullptr) return view;
        if (!name.asked().empty()) view = look_up(name.asked());
        if (view != nullptr) return is_filled(*view) ? &truth() : &untruth();
        missing_.insert(name.text());
        return nullptr;
    }

    const View* look_up(std::span<const ViewName> path) const {
        for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
            const auto* view = (*frame)->find(path.front());
            if (view != nullptr) return descend(view, path.subspan(1));
        }
        return nullptr;
    }

    const TemplateProgram& program_;
    std::string& out_;
    std::set<std::string>& missing_;
    std::vector<const View*> frames_;
    std::size_t line_;     // where the open line begins in the output
    bool tagged_ = false;  // whether a section's tag stands on it
};

std::uint32_t TemplateProgram::add(const TemplateName& name) {
    names_.push_back(name);
    return static_cast<std::uint32_t>(names_.size() - 1);
}

bool TemplateProgram::may_append() const { return steps_.size() > barrier_ && steps_.back().kind == Kind::literal; }

void TemplateProgram::literal(std::string_view text) {
    if (!may_append()) steps_.push_back({});
    steps_.back().text += text;
}

// A line that surely is not blank, or on which no tag stands, keeps its end: it is part of the literal.
void TemplateProgram::line_end(std::string_view newline) {
    const bool kept = may_append() && (steps_.back().line != std::string::npos || !is_blank(steps_.back().text));
    if (!kept) return steps_.push_back({Kind::line_end, 0, 0, std::string::npos, std::string{newline}});
    steps_.back().text += newline;
    steps_.back().line = steps_.back().text.size();
}

void TemplateProgram::variable(const TemplateName& name, Escape escape) {
    steps_.push_back({escape == Escape::yes ? Kind::escaped : Kind::raw, add(name), 0, std::string::npos, {}});
}

std::size_t TemplateProgram::begin_section(const TemplateName& name, When when) {
    steps_.push_back({when == When::filled ? Kind::section : Kind::inverted, add(name), 0, std::string::npos, {}});
    barrier_ = steps_.size();
    return barrier_ - 1;
}

void TemplateProgram::end_section(std::size_t section) {
    barrier_ = steps_.size();
    steps_[section].end = static_cast<std::uint32_t>(barrier_);
}

void TemplateProgram::render(const View& view, std::string& out, std::set<std::string>& missing) const {
    Walk walk{*this, view, out, missing};
    walk.run(0, steps_.size());
    walk.end_line({});
}

std::size_t TemplateProgram::literal_bytes() const {
    std::size_t bytes = 0;
    for (const auto& step : steps_) bytes += step.text.size();
    return bytes;
}

}  // namespace knav
