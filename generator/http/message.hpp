// A request and its response as plain values. What comes in has been read, and what goes out is sent, by server.hpp;
// what stands between needs no socket, and is tested without one.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace knav {

struct Request {
    std::string method;         // "GET", as it was sent
    std::string target;         // as it was sent: "/a%20b/?q=1"
    std::string host;           // the Host header; empty if there was none
    std::string if_none_match;  // likewise
};

/// The next piece of a stream; empty when there is nothing to send just now, absent when it is over. May wait for half
/// a second: the server looks between pieces whether anybody still listens.
using NextPiece = std::function<std::optional<std::string>()>;

struct Response {
    int status = 200;
    std::string content_type;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    NextPiece stream;  // instead of a body
};

/// Called from several threads.
using Handler = std::function<Response(const Request&)>;

}  // namespace knav
