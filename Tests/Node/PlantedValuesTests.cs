using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Muster.Tests.Storage;

namespace Muster.Tests.Node;

/// <summary>
/// S69, S91: the product as it is started, a whole story with identifiers in every field that people fill in, and then its data folder, its
/// write-ahead log, a backup and everything it said, byte by byte.
/// </summary>
[Trait("engine", "any")]
public sealed class PlantedValuesTests : IDisposable
{
    /// <summary>Of no card that was ever issued: the schemes' own test numbers, and numbers with right check digits.</summary>
    private static readonly string[] Identifiers =
    [
        "4111 1111 1111 1111", "5500-0055-5555-5559", "378282246310005", "٤٠١٢ ٨٨٨٨ ٨٨٨٨ ١٨٨١", "6011 0009 9013 9424", "3566.0020.2036.0505",
        "tax file number 123 456 782", "Medicare 2123 45670 1",
    ];

    private const string Sentence = "the heron stands behind the yellow pump house";

    private static readonly string[] Fields = ["text", "name", "contact", "answer", "page", "message", "note", "tag", "reason", "handover", "closing", "comment", "reply"];

    private readonly ScratchDirectory _data = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false });
    private string _conversation = "";
    private string _token = "";

    [Fact]
    public async Task Nothing_planted_is_found_in_what_is_stored_backed_up_logged_or_shown()
    {
        await using var node = NodeProcess.Start(_data.Path);
        _http.BaseAddress = await node.Ready();

        var shown = await Story();
        Back("muster.db");
        var whileItRuns = await Search(node.Output);
        node.Kill();
        await node.End();
        await using var again = NodeProcess.Start(_data.Path);
        await again.Ready();
        again.Signal(System.Runtime.InteropServices.PosixSignal.SIGTERM);
        await again.End();

        Assert.Empty(whileItRuns);
        Assert.Empty(await Search(node.Output + again.Output));
        foreach (var field in Fields)
            Assert.Contains($"heron-{field}", shown, StringComparison.Ordinal); // it was there to be found
        Assert.Contains(Sentence, shown, StringComparison.Ordinal);
        foreach (var identifier in Identifiers)
        {
            Assert.DoesNotContain(NumberOf(identifier), shown, StringComparison.Ordinal);
            Assert.DoesNotContain(DigitsOf(identifier), shown, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("as it is", "x 4111 1111 1111 1111 x")]
    [InlineData("without its spaces", "x4111111111111111x")]
    [InlineData("in UTF-16", "x\u00004\u00001\u00001\u00001\u0000 \u00001\u00001\u00001\u00001\u0000 \u00001\u00001\u00001\u00001\u0000 \u00001\u00001\u00001\u00001\u0000x")]
    [InlineData("in base64", "xx VGhlIGNhcmQgaXMgNDExMSAxMTExIDExMTEgMTExMQ==")]
    [InlineData("a sentence", "the heron stands behind the yellow pump house")]
    public async Task The_search_finds_what_is_there(string how, string content)
    {
        await File.WriteAllTextAsync(_data.File("planted"), content, TestContext.Current.CancellationToken);

        Assert.True((await Search("")).Count > 0, how);
    }

    public void Dispose()
    {
        _http.Dispose();
        _data.Dispose();
    }

    /// <summary>A conversation from the first word to the rating; every field that a person fills in is planted.</summary>
    /// <returns>All that its citizen and its agent can read afterwards.</returns>
    private async Task<string> Story()
    {
        var agent = await SignIn("agent1");
        await Call("PUT", "agents/me/presence", new { status = "available", capacity = 3 }, agent);
        var started = await Call("POST", "agencies/demo/conversations", new
        {
            queue = "general",
            messageId = "planted-values-story-0001",
            text = $"{Planted("text")} {Sentence}",
            name = Planted("name", 0),
            contact = Planted("contact", 1),
            answers = new Dictionary<string, string> { ["where"] = Planted("answer") },
            page = $"https://www.example.org/heron-page?note={Uri.EscapeDataString("heron-query 4111111111111111")}",
            language = "en",
        });
        (_conversation, _token) = (started.GetProperty("id").GetString()!, started.GetProperty("token").GetString()!);
        await Until("joined");

        await Citizen("messages", new { messageId = "c-1", text = Planted("message") });
        await Citizen("messages", new { messageId = "c-2", text = "The first half of it is 4111 1111" });
        await Citizen("messages", new { messageId = "c-3", text = "1111 1111 and that is all" });
        await Citizen("typing", new { text = Planted("typing") });
        await Staff("messages", new { messageId = "s-1", text = Planted("reply") }, agent);
        await Staff("notes", new { text = Planted("note") }, agent);
        await Staff("tags", new { tags = (string[])[Planted("tag", 0), "flood"] }, agent);
        var other = await SignIn("agent2");
        await Call("PUT", "agents/me/presence", new { status = "available", capacity = 3 }, other);
        await Staff("transfer", new { agent = "agent2", note = Planted("handover"), reason = Planted("reason", 0) }, agent);
        await Until("joined", times: 2);

        await Staff("closing-question", new { }, other);
        await Citizen("closing-answer", new { moreHelp = false });
        await Staff("close", new { disposition = "resolved", note = Planted("closing"), nextAction = "We call you on 4111 1111 1111 1111" }, other);
        await Citizen("rating", new { resolved = true, satisfaction = 4, comment = Planted("comment") });
        return await Read(other);
    }

    /// <param name="field">Named beside the numbers.</param>
    /// <param name="only">Where the field is short, the one to plant.</param>
    private static string Planted(string field, int? only = null) =>
        $"heron-{field} {(only is { } one ? Identifiers[one] : string.Join(", and ", Identifiers))}";

    private async Task<string> Read(string agent)
    {
        var supervisor = await SignIn("supervisor");
        var all = new StringBuilder();
        foreach (var path in (string[])["transcript?format=txt", "transcript?format=html", "transcript?format=json", "events?after=0"])
        {
            all.AppendLine(await Text("GET", $"conversations/{_conversation}/{path}", body: null, cookie: null));
            all.AppendLine(await Text("GET", $"conversations/{_conversation}/{path}", body: null, supervisor));
            all.AppendLine(await Text("GET", $"conversations/{_conversation}/{path}", body: null, agent));
        }

        return Uri.UnescapeDataString(all.ToString());
    }

    private async Task Until(string kind, int times = 1)
    {
        var after = 0;
        while (times > 0)
        {
            var page = await Call("GET", $"conversations/{_conversation}/events?after={after}&wait=20", body: null);
            times -= page.GetProperty("events").EnumerateArray().Count(entry => entry.GetProperty("kind").GetString() == kind);
            after = page.GetProperty("next").GetInt32();
        }
    }

    private Task<JsonElement> Citizen(string path, object body) => Call("POST", $"conversations/{_conversation}/{path}", body);

    private Task<JsonElement> Staff(string path, object body, string cookie) => Call("POST", $"conversations/{_conversation}/{path}", body, cookie);

    private async Task<string> SignIn(string userName)
    {
        var accounts = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(_data.File("demo-accounts.json")))!;
        using var response = await _http.PostAsJsonAsync("/api/v1/session", new { agency = "demo", username = userName, password = accounts[userName] });
        response.EnsureSuccessStatusCode();
        return string.Join("; ", response.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
    }

    private async Task<JsonElement> Call(string method, string path, object? body, string? cookie = null)
    {
        var text = await Text(method, path, body, cookie);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    private async Task<string> Text(string method, string path, object? body, string? cookie)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("Accept", "application/json");
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        else if (_token.Length > 0)
            request.Headers.Add("Authorization", $"Bearer {_token}");
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text;
    }

    /// <summary>A backup as docs/operators.md says it is made while the product runs.</summary>
    private void Back(string database)
    {
        using var from = new SqliteConnection($"Data Source={_data.File(database)};Pooling=False");
        using var to = new SqliteConnection($"Data Source={_data.File("backup.db")};Pooling=False");
        from.Open();
        to.Open();
        from.BackupDatabase(to);
    }

    /// <summary>Where anything planted lies: in every file of the folder and in what was said.</summary>
    private async Task<List<string>> Search(string said)
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(_data.Path, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("muster.lock", StringComparison.Ordinal))) // empty, and held by the process
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes);
            found.AddRange(Marks(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)).Select(mark => $"{Path.GetFileName(file)}: {mark}"));
        }

        found.AddRange(Marks(Encoding.UTF8.GetBytes(said)).Select(mark => $"said: {mark}"));
        return found;
    }

    private static List<string> Marks(ReadOnlySpan<byte> bytes)
    {
        var marks = new List<string>();
        foreach (var text in (string[])[.. Identifiers.Select(NumberOf), .. Identifiers.Select(DigitsOf), Sentence, "heron-"])
        {
            foreach (var shape in Shapes(text))
            {
                if (bytes.IndexOf(shape) >= 0)
                    marks.Add(text);
            }
        }

        return marks;
    }

    private static IEnumerable<byte[]> Shapes(string text) =>
    [
        Encoding.UTF8.GetBytes(text),
        Encoding.Unicode.GetBytes(text),
        Encoding.UTF8.GetBytes(Uri.EscapeDataString(text)),
        .. Base64(text).Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>How it looks inside base64, at each of the three places in a group where it may begin.</summary>
    private static IEnumerable<string> Base64(string text)
    {
        for (var before = 0; before < 3; before++)
        {
            var bytes = Encoding.UTF8.GetBytes(new string(' ', before) + text);
            var from = before == 0 ? 0 : 4;
            yield return Convert.ToBase64String(bytes, 0, bytes.Length / 3 * 3)[from..];
        }
    }

    private static string NumberOf(string identifier) => identifier[identifier.IndexOfAny(['1', '2', '3', '4', '5', '6', '٤'])..];

    private static string DigitsOf(string identifier) =>
        string.Concat(identifier.Where(char.IsDigit).Select(digit => ((int)char.GetNumericValue(digit)).ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
