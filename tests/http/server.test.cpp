#include <catch2/catch.hpp>

#include <httplib.h>

#include <thread>

#include "http/server.hpp"

using namespace knav;

namespace {

class Running {
public:
    explicit Running(Handler handler) : server(0, std::move(handler)), thread_([this] { server.run(); }) {}
    ~Running() {
        server.stop();
        thread_.join();
    }
    Server server;
    [[nodiscard]] httplib::Client client() const { return httplib::Client{"127.0.0.1", server.port()}; }

private:
    std::thread thread_;
};

Response text(std::string body) {
    Response response;
    response.content_type = "text/plain";
    response.body = std::move(body);
    return response;
}

}  // namespace

TEST_CASE("a request comes in whole, and its response goes out", "[http]") {
    Running running{[](const Request& request) {
        return text(request.method + " " + request.target + " " + request.if_none_match);
    }};
    const auto got = running.client().Get(
        "/a%20b?c=d", {{"If-None-Match", "\"x\""}, {"Accept-Encoding", "gzip"}, {"Range", "bytes=0-1"}});
    REQUIRE(got);
    CHECK(got->status == 200);
    CHECK(got->body == "GET /a%20b?c=d \"x\"");
    CHECK_FALSE(got->has_header("Content-Encoding"));
}

TEST_CASE("a port that is taken is not taken again", "[http]") {
    Running running{[](const Request&) { return text("first"); }};
    REQUIRE(running.server.is_open());
    Server second{running.server.port(), [](const Request&) { return text("second"); }};
    CHECK_FALSE(second.is_open());
}

TEST_CASE("what a handler throws stays in the house", "[http]") {
    Running running{[](const Request&) -> Response { throw std::runtime_error("secret"); }};
    const auto got = running.client().Get("/");
    REQUIRE(got);
    CHECK(got->status == 500);
    CHECK(got->body.find("secret") == std::string::npos);
    for (const auto& [name, value] : got->headers) CHECK(value.find("secret") == std::string::npos);
}

TEST_CASE("a stream is sent piece by piece until it is over", "[http]") {
    Running running{[](const Request&) {
        Response response = text("");
        response.stream = [left = 3]() mutable -> std::optional<std::string> {
            if (left-- == 0) return std::nullopt;
            return left == 1 ? "" : "x";
        };
        return response;
    }};
    const auto got = running.client().Get("/");
    REQUIRE(got);
    CHECK(got->body == "xx");
}

TEST_CASE("a server that is stopped before it runs does not run", "[http]") {
    Server server{0, [](const Request&) { return text(""); }};
    const auto port = server.port();
    server.stop();
    server.run();  // comes back at once
    CHECK_FALSE(httplib::Client("127.0.0.1", port).Get("/"));
}
