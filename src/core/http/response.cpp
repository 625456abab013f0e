#include "core/http/response.h"

#include "core/http/request.h"

namespace parvis::http {

Response& Response::header(std::string name, std::string value) & {
  for (auto& [known, old] : headers) {
    if (known == name) {
      old = std::move(value);
      return *this;
    }
  }
  headers.emplace_back(std::move(name), std::move(value));
  return *this;
}

Response&& Response::header(std::string name, std::string value) && {
  return std::move(this->header(std::move(name), std::move(value)));
}

Response& Response::cookie(Cookie cookie) & {
  cookies.push_back(std::move(cookie));
  return *this;
}

Response&& Response::cookie(Cookie cookie) && { return std::move(this->cookie(std::move(cookie))); }

Response&& Response::kept(std::vector<std::string> tags, std::chrono::seconds at_most) && {
  keep = std::make_unique<Keep>(Keep{std::move(tags), at_most});
  return std::move(*this);
}

Response page(std::string html, int status) { return bytes(std::move(html), "text/html; charset=utf-8", status); }

Response text(std::string text, int status) { return bytes(std::move(text), "text/plain; charset=utf-8", status); }

Response bytes(std::string body, std::string content_type, int status) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  response.content_type = std::move(content_type);
  return response;
}

Response json(std::string json, int status) { return bytes(std::move(json), "application/json", status); }

Response see_other(std::string_view location) {
  Response response;
  response.status = 303;
  response.header("Location", safe_local_path(location));
  return response;
}

Response moved(std::string_view location) {
  Response response;
  response.status = 301;
  response.header("Location", safe_local_path(location));
  return response;
}

Response no_content() {
  Response response;
  response.status = 204;
  return response;
}

Response event_stream(live::Subscription subscription) {
  Response response;
  response.content_type = "text/event-stream";
  response.live = std::make_unique<live::Subscription>(std::move(subscription));
  return response;
}

std::string safe_local_path(std::string_view location) {
  // Looked at as sent and decoded once: a browser, a proxy or a later redirect may decode before it resolves.
  for (const std::string& form : {std::string(location), percent_decode(location)}) {
    if (form.empty() || form[0] != '/') return "/";
    if (form.size() > 1 && (form[1] == '/' || form[1] == '\\')) return "/";
    for (const char c : form) {
      // Browsers drop tabs and line breaks from addresses, which would join "/" and "/evil.example".
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return "/";
    }
  }
  // A header carries no raw bytes beyond ASCII, no spaces, and a backslash counts as a slash for browsers.
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string safe;
  for (const char c : location) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x7e || byte == ' ' || c == '\\' || c == '"' || c == '<' || c == '>') {
      safe += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    } else {
      safe.push_back(c);
    }
  }
  return safe;
}

}  // namespace parvis::http
