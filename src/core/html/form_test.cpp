#include "core/html/form.h"

#include <gtest/gtest.h>

#include <array>

namespace parvis::html {
namespace {

using Pairs = FormState::Pairs;

std::string say(const Sentence& sentence) {
  std::string text = sentence.key;
  for (const auto& [name, value] : sentence.values) text += " " + value;
  return text;
}

template <class Write>
std::string written(const FormState& state, Write&& write) {
  Writer out;
  Form form(out, state, say);
  write(form);
  return out.take().markup();
}

TEST(Form, WritesAFieldWithItsLabelAndHint) {
  const FormState state(Pairs{{"email", "a@b.example"}});
  EXPECT_EQ(written(state,
                    [](Form& form) {
                      form.text_field({.name = "email",
                                       .label = "E-mail",
                                       .hint = "Never shown.",
                                       .kind = TextKind::email,
                                       .autocomplete = "email",
                                       .max_length = 254});
                    }),
            "<div class=\"field\"><label for=\"field-email\">E-mail</label>"
            "<p class=\"field-hint\" id=\"field-email-hint\">Never shown.</p>"
            "<input id=\"field-email\" name=\"email\" type=\"email\" value=\"a@b.example\" autocomplete=\"email\" "
            "autocapitalize=\"none\" spellcheck=\"false\" maxlength=\"254\" required "
            "aria-describedby=\"field-email-hint\"></div>");
}

TEST(Form, TiesTheMessageToItsField) {
  FormState state(Pairs{{"name", ""}});
  state.refuse("name", {"Write a name."});
  state.refuse("name", {"A second message of the same field is not shown."});
  EXPECT_EQ(written(state, [](Form& form) { form.text_field({.name = "name", .label = "Name", .hint = "Any."}); }),
            "<div class=\"field invalid\"><label for=\"field-name\">Name</label>"
            "<p class=\"field-hint\" id=\"field-name-hint\">Any.</p>"
            "<p class=\"field-error\" id=\"field-name-error\">Write a name.</p>"
            "<input id=\"field-name\" name=\"name\" type=\"text\" value=\"\" required aria-invalid=\"true\" "
            "aria-describedby=\"field-name-hint field-name-error\"></div>");
}

TEST(Form, SummarisesWhatIsWrongWithLinks) {
  FormState state;
  EXPECT_EQ(written(state, [](Form& form) { form.summary("Check this"); }), "");
  state.refuse({"Nothing was saved."});
  state.refuse("title", {"Write a title of at most", {{"most", "<120>"}}});
  EXPECT_EQ(written(state, [](Form& form) { form.summary("Check this"); }),
            "<div class=\"error-summary\" role=\"alert\" aria-labelledby=\"field-summary\" tabindex=\"-1\" autofocus>"
            "<h2 id=\"field-summary\">Check this</h2><ul><li>Nothing was saved.</li>"
            "<li><a href=\"#field-title\">Write a title of at most &lt;120&gt;</a></li></ul></div>");
}

TEST(Form, SaysOneThingAboutTheWholeWithoutAHeading) {
  FormState state;
  state.refuse({"Nothing was saved."});
  const auto markup = written(state, [](Form& form) { form.summary("Check this"); });
  EXPECT_NE(markup.find("<p id=\"field-summary\">Nothing was saved.</p></div>"), std::string::npos) << markup;
  EXPECT_EQ(markup.find("Check this"), std::string::npos);
}

TEST(Form, SumsUpInTheOrderOfItsFields) {
  FormState state;
  state.refuse("second", {"Write something here."});
  state.refuse("first", {"Write something here."});
  state.refuse({"Nothing was saved."});
  const auto markup = written(state, [](Form& form) {
    form.summary("Check this").open("/x", "");
    form.text_field({.name = "first", .label = "First"}).text_field({.name = "second", .label = "Second"}).close();
  });
  const auto whole = markup.find("Nothing was saved."), first = markup.find("#field-first"),
             second = markup.find("#field-second");
  EXPECT_LT(whole, first);
  EXPECT_LT(first, second);
  EXPECT_NE(second, std::string::npos);
}

TEST(Form, NamesTheFieldsInItsSummary) {
  FormState state;
  state.refuse("title", {"Write something here."});
  state.refuse("kind", {"Write something here."});
  const std::array choices{Choice{"a", "A"}};
  const auto markup = written(state, [&](Form& form) {
    form.summary("Check this").open("/x", "");
    form.text_field({.name = "title", .label = "Title & more"});
    form.radio_group({.name = "kind", .label = "Kind", .choices = choices}).close();
  });
  EXPECT_NE(markup.find("Title &amp; more"), std::string::npos);
  const auto summary = markup.substr(0, markup.find("<form"));
  EXPECT_NE(summary.find("<a href=\"#field-title\">{field}: {message} Title &amp; more Write something here.</a>"),
            std::string::npos)
      << summary;
  EXPECT_NE(summary.find("<a href=\"#field-kind\">{field}: {message} Kind Write something here.</a>"),
            std::string::npos)
      << summary;
  EXPECT_EQ(markup.find("error-summary", markup.find("<form")), std::string::npos) << "once";
}

TEST(Form, NeverRepeatsAPassword) {
  const FormState state(Pairs{{"password", "hunter2"}});
  const auto markup = written(state, [](Form& form) {
    form.password_field({.name = "password", .label = "Password", .kind = PasswordKind::fresh});
  });
  EXPECT_EQ(markup.find("hunter2"), std::string::npos);
  EXPECT_NE(markup.find("type=\"password\" autocomplete=\"new-password\""), std::string::npos);
}

TEST(Form, KeepsATextByteForByte) {
  const FormState state(Pairs{{"body", "\n</textarea><script>alert(1)</script> & \"é\""}});
  const auto markup = written(state, [](Form& form) { form.text_area({.name = "body", .label = "Text"}); });
  EXPECT_NE(markup.find(">\n\n&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;é&quot;</textarea>"),
            std::string::npos)
      << markup;
}

TEST(Form, EscapesWhateverWasTypedInEveryControl) {
  const std::string evil = "\"><script>x</script>'";
  FormState state(Pairs{{"a", evil}, {"b", evil}, {"c", evil}});
  state.refuse("a", {"Not that:", {{"what", evil}}});
  const std::array choices{Choice{evil, evil, evil}};
  const auto markup = written(state, [&](Form& form) {
    form.summary(evil).open(evil, evil);
    form.text_field({.name = "a", .label = evil, .hint = evil}).hidden("b", evil);
    form.select({.name = "c", .label = evil, .choices = choices});
    form.radio_group({.name = "c", .label = evil, .choices = choices});
    form.checkbox({.name = "b", .label = evil, .value = evil}).submit(evil).close();
  });
  EXPECT_EQ(markup.find("<script"), std::string::npos);
  EXPECT_NE(markup.find("<option value=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt;&#39;\" selected>"),
            std::string::npos);
}

TEST(Form, ChoosesWhatWasChosen) {
  const FormState state(Pairs{{"order", "new"}, {"agree", "1"}});
  const std::array choices{Choice{"top", "Most appreciated"}, Choice{"new", "Newest", "First the last."}};
  const auto select =
      written(state, [&](Form& form) { form.select({.name = "order", .label = "Order", .choices = choices}); });
  EXPECT_NE(
      select.find("<option value=\"top\">Most appreciated</option><option value=\"new\" selected>Newest</option>"),
      std::string::npos)
      << select;
  const auto radio =
      written(state, [&](Form& form) { form.radio_group({.name = "order", .label = "Order", .choices = choices}); });
  EXPECT_NE(radio.find("<fieldset><legend>Order</legend>"), std::string::npos);
  EXPECT_NE(radio.find("<input id=\"field-order\" name=\"order\" type=\"radio\" value=\"top\" required>"),
            std::string::npos);
  EXPECT_NE(radio.find("<input id=\"field-order-2\" name=\"order\" type=\"radio\" value=\"new\" checked required "
                       "aria-describedby=\"field-order-2-hint\">"),
            std::string::npos)
      << radio;
  const auto box = written(state, [](Form& form) { form.checkbox({.name = "agree", .label = "I agree"}); });
  EXPECT_EQ(
      box,
      "<div class=\"field choice\"><input id=\"field-agree\" name=\"agree\" type=\"checkbox\" value=\"1\" checked>"
      "<label for=\"field-agree\">I agree</label></div>");
}

TEST(Form, CarriesItsTokenOnlyWhenItPosts) {
  const FormState state;
  EXPECT_EQ(written(state, [](Form& form) { form.open("/threads", "t0k").submit("Send").close(); }),
            "<form class=\"form\" method=\"post\" action=\"/threads\" novalidate>"
            "<input type=\"hidden\" name=\"form_token\" value=\"t0k\">"
            "<button type=\"submit\" class=\"button main\">Send</button></form>");
  EXPECT_EQ(written(state, [](Form& form) { form.open_question("/search").close(); }),
            "<form class=\"form\" method=\"get\" action=\"/search\" novalidate></form>");
}

TEST(Form, SetsAPresentValueInPlaceOfOthers) {
  FormState state(Pairs{{"a", "1"}, {"a", "2"}});
  EXPECT_TRUE(state.has("a", "2"));
  state.set("a", "3");
  EXPECT_EQ(state.value("a"), "3");
  EXPECT_FALSE(state.has("a", "2"));
}

}  // namespace
}  // namespace parvis::html
