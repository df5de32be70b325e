// A template as a flat list of steps, made once and then walked for each page. Knows Mustache's meaning but not its
// writing: template.cpp makes the steps from what the library has read.
// Lines are as the library has them: a line with a section's tag on it and nothing else but white space is left out.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "render/view.hpp"

namespace knav {

/// What a tag asks the view for.
class TemplateName {
public:
    explicit TemplateName(std::string_view written);
    /// A name that stands for something true, whatever the view says.
    static TemplateName known(std::string_view written);

    [[nodiscard]] const std::string& text() const { return *text_; }          // "has_status.text"
    [[nodiscard]] std::span<const ViewName> path() const { return path_; }    // "has_status", "text"
    [[nodiscard]] std::span<const ViewName> asked() const { return asked_; }  // "status", "text"; or nothing
    [[nodiscard]] bool is_known() const { return is_known_; }
    [[nodiscard]] bool is_whole() const { return path_.empty(); }  // ".": the view itself

private:
    std::shared_ptr<const std::string> text_;  // which the names below are parts of
    std::vector<ViewName> path_;
    std::vector<ViewName> asked_;
    bool is_known_ = false;
};

class TemplateProgram {
public:
    // ---- making: in the order of the template
    void literal(std::string_view text);
    void line_end(std::string_view newline);
    enum class Escape { yes, no };
    void variable(const TemplateName& name, Escape escape);
    enum class When { filled, empty };
    /// Begins a section; what it gives is for end_section().
    std::size_t begin_section(const TemplateName& name, When when);
    void end_section(std::size_t section);

    // ---- walking
    /// Names that the view lacks are added to `missing`. Safe to call from several threads.
    void render(const View& view, std::string& out, std::set<std::string>& missing) const;
    [[nodiscard]] std::size_t literal_bytes() const;

private:
    enum class Kind : std::uint8_t { literal, line_end, escaped, raw, section, inverted };
    struct Step {
        Kind kind = Kind::literal;
        std::uint32_t name = 0;                // index into names_
        std::uint32_t end = 0;                 // of a section: the step after its last
        std::size_t line = std::string::npos;  // of a literal: where its last line begins, if a line ends within it
        std::string text;                      // of a literal and a line's end
    };
    class Walk;

    std::uint32_t add(const TemplateName& name);
    [[nodiscard]] bool may_append() const;

    std::vector<Step> steps_;
    std::vector<TemplateName> names_;
    std::size_t barrier_ = 0;  // steps before this one are not to be added to
};

}  // namespace knav
