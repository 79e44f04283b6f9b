using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Muster.Agencies;
using Muster.Conversations;
using Muster.Tests.Isolation;

namespace Muster.Tests.Front;

/// <summary>What a citizen without scripts does by forms, as others do by the API.</summary>
[Collection(SharedFront.Name)]
public sealed partial class WithoutScriptTests(FrontHost host)
{
    [Fact]
    public async Task They_read_before_they_write_what_the_chat_can_do()
    {
        var (general, own) = (await host.NewAgency(), await host.NewAgency(settings => settings with { About = "Ask about bins; rates are for the counter." }));

        var (byDefault, inItsWords) = (await new TestClient(general).Page($"/chat/{general.Id}"), await new TestClient(own).Page($"/chat/{own.Id}"));

        Assert.Contains("they cannot look into your own records", byDefault, StringComparison.Ordinal);
        Assert.Contains("Ask about bins; rates are for the counter.", inItsWords, StringComparison.Ordinal);
        Assert.DoesNotContain("your own records", inItsWords, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_no_script_answers_the_question_ends_the_chat_and_rates_it()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var sam = await agency.Holder(citizen);
        await sam.Json("POST", citizen.Mine("closing-question"));
        var plain = new TestClient(agency) { Cookie = $"muster-chat={citizen.Token}" };

        foreach (var (form, fields) in ((string, string)[])[("closing-answer", "moreHelp=true"), ("end", ""), ("rating", "resolved=yes&satisfaction=5")])
        {
            using var answer = await plain.Send("POST", $"/chat/{agency.Id}/{form}", Form.Of(fields));
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }

        var copy = await citizen.Json("GET", citizen.Mine("transcript?format=json"));
        Assert.Contains(EntryKind.ClosingAnswer, copy.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("kind").GetString()));
        var view = await citizen.Json("GET", $"conversations/{citizen.Conversation}");
        Assert.Equal(("wrap-up", true), (view.GetProperty("status").GetString(), view.GetProperty("rated").GetBoolean()));
    }

    [Fact]
    public async Task They_ask_to_be_called_back_and_read_what_is_wrong_with_the_number()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();
        var (plain, forms) = (WithTicket(agency, citizen), $"/chat/{agency.Id}/contact");
        var day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(3);

        using var wrong = await plain.Send("POST", forms, Form.Of("callBack=true&channel=phone&address=call+me&bestTime=After+five"));
        using var asked = await plain.Send("POST", forms, Form.Of($"callBack=true&channel=phone&address=07+3000+0000&notBefore={day:yyyy-MM-dd}T09%3A00&bestTime=After+five"));
        using var changed = await plain.Send("POST", forms, Form.Of("callBack=true&channel=phone&address=07+3000+0001"));

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        var page = await TestClient.TextOf(wrong);
        foreach (var kept in (string[])["href=\"#call-address\"", "id=\"call-address-error\"", "value=\"call me\"", "value=\"After five\"", "<details class=\"leave\" open"])
            Assert.Contains(kept, page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (asked.StatusCode, changed.StatusCode));
        var entries = (await citizen.Json("GET", citizen.Mine("transcript?format=json"))).GetProperty("entries").EnumerateArray().Where(entry => entry.GetProperty("kind").GetString() == EntryKind.ContactAsked).ToList();
        Assert.Equal(new DateTimeOffset(day, new TimeOnly(9, 0), TimeSpan.FromHours(10)), entries[0].GetProperty("notBefore").GetDateTimeOffset()); // by the agency's clocks, in Brisbane
        Assert.Equal("07 3000 0001", (await citizen.Json("GET", $"conversations/{citizen.Conversation}")).GetProperty("contact").GetProperty("address").GetString());
        using var now = await plain.Send("GET", $"/chat/{agency.Id}");
        page = await TestClient.TextOf(now);
        Assert.Contains("We will call you on the number you gave", page, StringComparison.Ordinal);
        Assert.Contains("07 3000 0001", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"channel\" value=\"email\"", page, StringComparison.Ordinal); // a call is not made a message
    }

    [Theory]
    [InlineData("channel=email&address=robin", "message-address")]
    [InlineData("channel=pigeon&address=robin%40example.org", "message-address")]
    [InlineData("channel=email", "message-address")]
    [InlineData("channel=email&address=robin%40example.org&notBefore=tomorrow", "message-not-before")]
    [InlineData("channel=email&address=robin%40example.org&notBefore=2000-01-01T09%3A00", "message-not-before")]
    [InlineData("channel=email&address=robin%40example.org&notBefore=9999-12-31T23%3A59", "message-not-before")]
    public async Task What_cannot_be_asked_for_names_its_field_and_changes_nothing(string fields, string field)
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen();

        using var refused = await WithTicket(agency, citizen).Send("POST", $"/chat/{agency.Id}/contact", Form.Of(fields));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains($"href=\"#{field}\"", await TestClient.TextOf(refused), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await citizen.Json("GET", $"conversations/{citizen.Conversation}")).GetProperty("contact").ValueKind);
    }

    [Fact]
    public async Task They_leave_a_message_and_say_how_they_want_the_answer()
    {
        var agency = await host.NewAgency(settings => settings with { Hours = [InThreeDays] });
        var client = new TestClient(agency);
        const string Message = "queue=general&text=My+street+light+is+out&leaveMessage=true&messageId=a-secret-that-nobody-else-has";

        using var wrong = await client.Send("POST", $"/chat/{agency.Id}", Form.Of($"{Message}&channel=sms&address=robin"));
        using var left = await client.Send("POST", $"/chat/{agency.Id}", Form.Of($"{Message}&channel=sms&address=0400+000+000&bestTime=Not+on+Sundays"));

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        var page = await TestClient.TextOf(wrong);
        Assert.Contains("href=\"#reply-address\"", page, StringComparison.Ordinal);
        Assert.Contains("My street light is out", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, left.StatusCode);
        using var now = await new TestClient(agency) { Cookie = TicketOf(left) }.Send("GET", $"/chat/{agency.Id}");
        page = await TestClient.TextOf(now);
        Assert.Contains("We will answer by text message", page, StringComparison.Ordinal);
        Assert.Contains("0400 000 000", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_read_what_everybody_who_waits_is_told_and_say_that_it_helps()
    {
        var agency = await host.NewAgency();
        var notice = new { id = "n-1", text = "Mill Road is closed until noon.", url = "https://www.example.org/flood", minutes = 60 };
        await (await agency.SignIn("watcher")).Json("PUT", "queues/general/notice", notice);
        var citizen = await agency.Citizen();
        var plain = WithTicket(agency, citizen);
        await IsTold(citizen);
        using var before = await plain.Send("GET", $"/chat/{agency.Id}");

        using var answered = await plain.Send("POST", $"/chat/{agency.Id}/notice-answer", Form.Of("notice=n-1&helped=true"));

        var page = await TestClient.TextOf(before);
        Assert.Contains(notice.text, page, StringComparison.Ordinal);
        Assert.Contains($"<a href=\"{notice.url}\" target=\"_blank\" rel=\"noopener noreferrer\">", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, answered.StatusCode);
        Assert.Equal("closed", (await citizen.Json("GET", $"conversations/{citizen.Conversation}")).GetProperty("status").GetString());
        using var after = await plain.Send("GET", $"/chat/{agency.Id}");
        page = await TestClient.TextOf(after);
        Assert.Contains("Ended: the notice answered your question.", page, StringComparison.Ordinal);
        Assert.Contains("/rating", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_code_they_go_on_in_another_browser_and_with_a_wrong_one_they_are_told()
    {
        var agency = await host.NewAgency();
        var citizen = await agency.Citizen("Is the heron still there?");
        var stranger = new TestClient(agency);
        using var given = await WithTicket(agency, citizen).Send("POST", $"/chat/{agency.Id}/return-code", Form.Of(""));
        var code = Code().Match(await TestClient.TextOf(given)).Value;
        Assert.NotEmpty(code);
        using var door = await stranger.Send("GET", $"/chat/{agency.Id}/return");
        Assert.Contains("name=\"code\"", await TestClient.TextOf(door), StringComparison.Ordinal);

        using var wrong = await stranger.Send("POST", $"/chat/{agency.Id}/return", Form.Of("code=00000-00000"));
        using var right = await stranger.Send("POST", $"/chat/{agency.Id}/return", Form.Of($"code=+{code.ToLowerInvariant().Replace("-", "+", StringComparison.Ordinal)}"));

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        var page = await TestClient.TextOf(wrong);
        Assert.Contains("href=\"#code\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"00000-00000\"", page, StringComparison.Ordinal);
        Assert.False(wrong.Headers.Contains("Set-Cookie"));
        Assert.Equal((HttpStatusCode.SeeOther, $"/chat/{agency.Id}"), (right.StatusCode, right.Headers.Location?.OriginalString));
        using var chat = await new TestClient(agency) { Cookie = TicketOf(right) }.Send("GET", $"/chat/{agency.Id}");
        Assert.Contains("Is the heron still there?", await TestClient.TextOf(chat), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_supervisor_looks_at_a_notice_before_it_is_sent_once_and_takes_it_back()
    {
        var agency = await host.NewAgency();
        await agency.Citizen();
        var watcher = await agency.SignIn("watcher");
        const string Words = "text=Mill+Road+is+closed&url=https%3A%2F%2Fwww.example.org%2Fflood&minutes=30";
        Task<HttpResponseMessage> Send(string fields) => watcher.Send("POST", "/board/queues/general/notice", Form.Of(fields));

        using var wrong = await Send("what=preview&text=Mill+Road+is+closed&url=http%3A%2F%2Fwww.example.org&minutes=30");
        using var preview = await Send($"what=preview&{Words}");
        var id = Id().Match(await TestClient.TextOf(preview)).Groups[1].Value;
        using var sent = await Send($"what=send&id={id}&{Words}");
        using var again = await Send($"what=send&id={id}&{Words}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var page = await TestClient.TextOf(wrong);
        Assert.Contains("href=\"#notice-url\"", page, StringComparison.Ordinal);
        Assert.Contains(">Mill Road is closed</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("1 person waits in General now", await TestClient.TextOf(preview), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (sent.StatusCode, again.StatusCode));
        var standing = await watcher.Json("GET", "queues/general/notice");
        Assert.Equal((id, "Mill Road is closed"), (standing.GetProperty("notice").GetProperty("id").GetString(), standing.GetProperty("notice").GetProperty("text").GetString()));
        using var queue = await watcher.Send("GET", "/board/queues/general");
        Assert.Contains("id=\"take-back\"", await TestClient.TextOf(queue), StringComparison.Ordinal);

        using var back = await Send($"what=withdraw&id={id}");

        Assert.Equal(HttpStatusCode.SeeOther, back.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await watcher.Json("GET", "queues/general/notice")).GetProperty("notice").ValueKind);
    }

    /// <summary>A front looks at an agency's lines once a second, and where there are two, each takes every other request.</summary>
    private static async Task IsTold(TestClient citizen)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(25));
        for (var times = 0; times < 2;)
        {
            patience.Token.ThrowIfCancellationRequested();
            var notice = (await citizen.Json("GET", $"conversations/{citizen.Conversation}")).GetProperty("notice");
            times = notice.ValueKind == JsonValueKind.Null ? 0 : times + 1;
            (await citizen.Send("GET", citizen.Mine("events?after=999&wait=1"), null, ("Accept", "application/json"))).Dispose(); // nothing comes: asked for without a pause, it is refused soon
        }
    }

    private static OpenHours InThreeDays => new((DayOfWeek)(((int)TimeProvider.System.GetUtcNow().DayOfWeek + 3) % 7), new TimeOnly(9, 0), new TimeOnly(10, 0));

    private static TestClient WithTicket(TestAgency agency, TestClient citizen) => new(agency) { Cookie = $"muster-chat={citizen.Token}" };

    private static string TicketOf(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]).Single(cookie => cookie.StartsWith("muster-chat=", StringComparison.Ordinal));

    [GeneratedRegex("(?<=code-signs\">)[0-9A-Z]{5}-[0-9A-Z]{5}")]
    private static partial Regex Code();

    [GeneratedRegex("name=\"id\" value=\"([^\"]+)\"")]
    private static partial Regex Id();
}
