// JSON Feed 1.1 (jsonfeed.org).
#include "feeds/feed.hpp"
#include "text/escape.hpp"

namespace knav {
namespace {

/// Names and texts of one object, in the order they are given.
class JsonObject {
public:
    explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }

    void text(std::string_view name, std::string_view value) {
        key(name);
        append_json(out_, value);
    }
    std::string& key(std::string_view name) {
        if (!first_) out_ += ", ";
        first_ = false;
        append_json(out_, name);
        return out_ += ": ";
    }
    void close() { out_ += '}'; }

private:
    std::string& out_;
    bool first_ = true;
};

void item_of(std::string& out, const FeedItem& item) {
    JsonObject object{out};
    object.text("id", item.id);
    object.text("url", item.url);
    object.text("title", item.title);
    if (item.lines.empty())
        object.text("content_text", item.summary.empty() ? item.title : item.summary);
    else
        object.text("content_html", lines_html(item));
    object.text("date_published", instant(item.published));
    object.text("date_modified", instant(item.updated));
    append_json(object.key("tags") += '[', item.label);
    if (!item.mark.empty()) append_json(out += ", ", item.mark);
    out += ']';
    object.close();
}

}  // namespace

std::string json_feed(const Feed& feed) {
    std::string out;
    JsonObject object{out};
    object.text("version", "https://jsonfeed.org/version/1.1");
    object.text("title", feed.title);
    object.text("home_page_url", feed.home);
    object.text("feed_url", feed.self);
    if (!feed.previous.empty()) object.text("next_url", feed.previous);
    if (!feed.subtitle.empty()) object.text("description", feed.subtitle);
    object.text("language", feed.language);
    append_json(object.key("authors") += "[{\"name\": ", feed.author);
    out += "}]";
    object.key("items") += "[";
    for (std::size_t i = 0; i < feed.items.size(); ++i) {
        out += i == 0 ? "\n" : ",\n";
        item_of(out, feed.items[i]);
    }
    out += "\n]";
    object.close();
    return out + "\n";
}

}  // namespace knav
