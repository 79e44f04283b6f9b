using System.Text.Json;
using System.Text.RegularExpressions;
using Muster.Agencies;

namespace Muster.Tests.Front;

/// <summary>
/// What people write stays text, in every field, on every page and in every form of a copy: a page has the same elements and attributes,
/// and a copy the same lines, whatever stands in them.
/// </summary>
[Collection(SharedFront.Name)]
public sealed partial class HostileWordsTests(FrontHost host)
{
    private const string Harmless = "Harmless words.";

    public static TheoryData<string> Words => [.. Hostile.Words];

    [Theory, MemberData(nameof(Words))]
    public async Task Whatever_is_written_is_text_wherever_it_is_read(string words)
    {
        var (plain, hostile) = (await Tell(Harmless), await Tell(words));

        Assert.Equal(plain.Pages.Keys, hostile.Pages.Keys);
        foreach (var (page, html) in hostile.Pages)
            Assert.True(Skeleton(plain.Pages[page]) == Skeleton(html), $"{page} has other elements: {html}");
        foreach (var (copy, text) in hostile.Texts)
            Assert.True(Lines(plain.Texts[copy]) == Lines(text), $"{copy} has other lines: {text}");
        foreach (var (answer, json) in hostile.Answers)
            Assert.True(Holds(JsonDocument.Parse(json).RootElement, Written(words)), $"{answer} does not hold it as text: {json}");
    }

    /// <summary>A story in which every field that takes words has these, and all that can be read of it afterwards.</summary>
    private async Task<Told> Tell(string words)
    {
        var agency = await host.NewAgency(settings => settings with
        {
            Name = words,
            Greeting = words,
            About = words,
            PrivacyNotice = words,
            EmergencyNumber = words,
            Notices = [words],
            Queues = [.. settings.Queues.Select(queue => queue with { Name = words })],
            Channels = [new Channel(words, words, "https://www.example.org/")],
        });
        var told = new Told();
        var reader = new TestClient(agency);
        told.Pages["the start"] = await reader.Page($"/chat/{agency.Id}?panel=1");
        told.Answers["the agency"] = await Text(reader, $"agencies/{agency.Id}");

        var started = await reader.Json("POST", $"agencies/{agency.Id}/conversations", new
        {
            queue = "general",
            messageId = $"{Some.Secret}-{agency.Id}",
            text = words,
            name = words,
            contact = words,
            page = words,
            answers = new Dictionary<string, string> { ["What is it about?"] = words },
        });
        var citizen = new TestClient(agency) { Token = started.GetProperty("token").GetString()!, Conversation = started.GetProperty("id").GetString()!, Started = started };
        var form = new TestClient(agency) { Cookie = $"muster-chat={citizen.Token}" };
        var agent = await agency.Holder(citizen);
        await agent.Json("POST", citizen.Mine("messages"), new { messageId = "a-1", text = words });
        await agent.Json("POST", citizen.Mine("notes"), new { text = words });
        await agent.Json("POST", citizen.Mine("tags"), new { tags = (string[])[words] });
        told.Pages["the chat"] = await Text(form, $"/chat/{agency.Id}");
        told.Pages["a refused form"] = await Text(form, $"/chat/{agency.Id}/messages", new FormUrlEncodedContent([new("messageId", "b-1"), new("text", words.Replace("\0", "", StringComparison.Ordinal) + new string('x', 4_001))]));
        await agent.Json("POST", citizen.Mine("close"), new { disposition = "resolved", note = words, nextAction = words });
        await citizen.Json("POST", citizen.Mine("rating"), new { resolved = true, satisfaction = 5, comment = words });

        told.Pages["the ended chat"] = await Text(form, $"/chat/{agency.Id}");
        told.Pages["the form's copy"] = await Text(form, $"/chat/{agency.Id}/transcript?format=html");
        told.Texts["the form's copy"] = await Text(form, $"/chat/{agency.Id}/transcript?format=txt");
        foreach (var (who, client) in ((string, TestClient)[])[("citizen", citizen), ("supervisor", await agency.SignIn("watcher"))])
        {
            told.Pages[$"the {who}'s copy"] = await Text(client, citizen.Mine("transcript?format=html"));
            told.Texts[$"the {who}'s copy"] = await Text(client, citizen.Mine("transcript?format=txt"));
            told.Answers[$"the {who}'s copy"] = await Text(client, citizen.Mine("transcript?format=json"));
            told.Answers[$"the {who}'s events"] = await Text(client, citizen.Mine("events"));
        }

        return told;
    }

    private static async Task<string> Text(TestClient client, string path, HttpContent? form = null)
    {
        using var answer = await client.Send(form is null ? "GET" : "POST", path, form, ("Accept", path.Contains("/chat/", StringComparison.Ordinal) ? "text/html" : "application/json"));
        Assert.True((int)answer.StatusCode is 200 or 400, $"{path}: {(int)answer.StatusCode}");
        return await TestClient.TextOf(answer);
    }

    /// <summary>Every tag in order, with the names of its attributes: no value, no text, and no line break, which a writer may make.</summary>
    private static string Skeleton(string html) =>
        string.Join('\n', Tag().Matches(html).Select(tag => Value().Replace(tag.Value, "")).Where(tag => tag != "<br>"));

    /// <summary>As anything that breaks lines would count them.</summary>
    private static int Lines(string text) => LineEnd().Count(text);

    /// <summary>A control character may be left out; what is visible may not.</summary>
    private static string Written(string words) => new([.. words.Where(char.IsAsciiLetterOrDigit)]);

    private static bool Holds(JsonElement json, string written) => json.ValueKind switch
    {
        JsonValueKind.String => Written(json.GetString()!).Contains(written, StringComparison.Ordinal),
        JsonValueKind.Array => json.EnumerateArray().Any(item => Holds(item, written)),
        JsonValueKind.Object => json.EnumerateObject().Any(member => Holds(member.Value, written)),
        _ => false,
    };

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("=\"[^\"]*\"")]
    private static partial Regex Value();

    [GeneratedRegex("\r\n|[\n\r\v\f\u0085\u2028\u2029]")]
    private static partial Regex LineEnd();

    private sealed class Told
    {
        public Dictionary<string, string> Pages { get; } = [];

        public Dictionary<string, string> Texts { get; } = [];

        public Dictionary<string, string> Answers { get; } = [];
    }
}
