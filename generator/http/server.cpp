#include "http/server.hpp"

#include <atomic>
#include <chrono>
#include <exception>
#include <thread>

#include <httplib.h>

namespace knav {

namespace {

constexpr std::size_t workers = 24;  // a connection holds one; streams hold theirs for as long as they last
constexpr std::size_t largest_body = 64 * 1024;

// The library shares the port with any other that asks likewise (SO_REUSEPORT): two previews would take turns answering.
void share_with_nobody(socket_t socket) {
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

Request taken(const httplib::Request& from) {
    return {from.method, from.target, from.get_header_value("Host"), from.get_header_value("If-None-Match")};
}

void send_stream(NextPiece next, httplib::Response& to, const std::string& content_type) {
    to.set_chunked_content_provider(content_type, [next = std::move(next)](std::size_t, httplib::DataSink& sink) {
        if (!sink.is_writable()) return false;
        const auto piece = next();
        if (!piece)
            sink.done();
        else if (!piece->empty())
            sink.write(piece->data(), piece->size());
        return true;
    });
}

void send(Response from, httplib::Response& to) {
    to.status = from.status;
    for (const auto& [name, value] : from.headers) to.set_header(name, value);
    if (from.stream) return send_stream(std::move(from.stream), to, from.content_type);
    to.body = std::move(from.body);
    if (!from.content_type.empty()) to.set_header("Content-Type", from.content_type);
}

}  // namespace

struct Server::State {
    httplib::Server library;
    Handler handler;
    int port = -1;
    std::atomic<bool> running{false};
    std::atomic<bool> stopping{false};
};

Server::Server(int port, Handler handler) : state_(std::make_unique<State>()) {
    auto& library = state_->library;
    state_->handler = std::move(handler);
    library.new_task_queue = [] { return new httplib::ThreadPool(workers); };
    library.set_address_family(AF_INET);
    library.set_socket_options(share_with_nobody);
    library.set_tcp_nodelay(true);
    library.set_payload_max_length(largest_body);
    library.set_keep_alive_max_count(1);  // an idle connection would hold a worker
    library.set_keep_alive_timeout(2);    // seconds, also for a browser's connection on speculation
    library.set_read_timeout(5);
    library.set_write_timeout(5);
    library.set_pre_routing_handler([this](const httplib::Request& from, httplib::Response& to) {
        // What the library does with these two is unwanted: it compresses at the highest level, which takes longer than
        // the whole rebuilding of a page, and it cuts ranges out of error pages too. The request is its own, not const.
        auto& request = const_cast<httplib::Request&>(from);
        request.headers.erase("Accept-Encoding");
        request.ranges.clear();
        send(state_->handler(taken(from)), to);
        return httplib::Server::HandlerResponse::Handled;
    });
    // Else the library puts the exception's text into a header.
    library.set_exception_handler([](const httplib::Request&, httplib::Response& to, const std::exception_ptr&) {
        to.status = 500;
        to.set_content("500\n", "text/plain; charset=utf-8");
    });
    if (port == 0)
        state_->port = library.bind_to_any_port("127.0.0.1");
    else
        state_->port = library.bind_to_port("127.0.0.1", port) ? port : -1;
}

Server::~Server() = default;

bool Server::is_open() const { return state_->port > 0; }

int Server::port() const { return state_->port; }

void Server::run() {
    state_->running = true;
    if (!state_->stopping) state_->library.listen_after_bind();
    state_->running = false;
}

void Server::stop() {
    state_->stopping = true;
    // The library forgets a stop that comes before it has begun to listen.
    while (state_->running && !state_->library.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds{1});
    state_->library.stop();
}

}  // namespace knav
