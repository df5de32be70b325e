// A web server for one machine's own use: bound to 127.0.0.1, one request a connection, no bodies read. Not for what
// people log in to, and not to be put behind a proxy: the library behind it has no limits that would bear that.
#pragma once

#include <memory>

#include "http/message.hpp"

namespace knav {

class Server {
public:
    /// Takes the port at once; 0 takes any that is free. See is_open.
    Server(int port, Handler handler);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// False if somebody else has the port.
    [[nodiscard]] bool is_open() const;
    [[nodiscard]] int port() const;
    /// Answers until stop() is called.
    void run();
    /// From any thread, once. Streams end within the half second that a piece may take.
    void stop();

private:
    struct State;
    std::unique_ptr<State> state_;  // held by pointer so that httplib.h stays out of every file that includes this one
};

}  // namespace knav
