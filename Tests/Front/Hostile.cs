using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Muster.Tests.Front;

/// <summary>Requests as nobody should send them. Each route with a body has an example here: a new one without fails the tests.</summary>
internal static class Hostile
{
    private static readonly string[] Malformed = ["invalid-request"];

    private static readonly Dictionary<string, string> Examples = new()
    {
        ["/api/v1/agencies/{agency}/conversations"] =
            """{"queue":"general","messageId":"a-secret-of-at-least-22-chars","text":"t","name":"n","answers":{"q":"a"},"leaveMessage":false,"reply":{"channel":"email","address":"a@b"}}""",
        ["/api/v1/conversations/{id}/messages"] = """{"messageId":"m","text":"t"}""",
        ["/api/v1/conversations/{id}/typing"] = "{}",
        ["/api/v1/conversations/{id}/read"] = """{"seq":1}""",
        ["/api/v1/conversations/{id}/closing-answer"] = """{"moreHelp":true}""",
        ["/api/v1/conversations/{id}/close"] = """{"disposition":"resolved","note":"n","nextActionBy":"2026-12-01"}""",
        ["/api/v1/conversations/{id}/rating"] = """{"resolved":true,"satisfaction":5,"comment":"c"}""",
        ["/api/v1/conversations/{id}/contact"] = """{"channel":"phone","address":"07 3000 0000","callBack":true,"notBefore":"2026-12-01T00:00:00Z","bestTime":"b"}""",
        ["/api/v1/conversations/{id}/contact-result"] = """{"outcome":"not-reached","againAt":"2026-12-01T00:00:00Z","note":"n","messageId":"c"}""",
        ["/api/v1/conversations/{id}/return-code"] = "{}",
        ["/api/v1/agencies/{agency}/return"] = """{"code":"7KQ4M-2XD9R"}""",
        ["/api/v1/conversations/{id}/notice-answer"] = """{"notice":"n","helped":true}""",
        ["/api/v1/queues/{queue}/notice/{notice}"] = "{}",
        ["/api/v1/queues/{queue}/notice"] = """{"id":"n","text":"t","url":"https://www.example.org/","minutes":1}""",
        ["/api/v1/conversations/{id}/accept"] = "{}",
        ["/api/v1/conversations/{id}/decline"] = "{}",
        ["/api/v1/conversations/{id}/notes"] = """{"text":"t","messageId":"n"}""",
        ["/api/v1/conversations/{id}/tags"] = """{"tags":["flood"]}""",
        ["/api/v1/conversations/{id}/take"] = """{"messageId":"t"}""",
        ["/api/v1/conversations/{id}/transfer"] = """{"queue":"permits","agent":"a","note":"n","reason":"r","messageId":"t","group":"g"}""",
        ["/api/v1/conversations/{id}/closing-question"] = "{}",
        ["/api/v1/conversations/{id}/consults"] = """{"queue":"general","agent":"xquackenbush","group":"g","question":"hello","messageId":"c"}""",
        ["/api/v1/conversations/{id}/consults/end"] = """{"consult":"abcdefghijklmnopqrstuvwxyz"}""",
        ["/api/v1/conversations/{id}/referral"] = """{"channel":"Phone","messageId":"r"}""",
        ["/api/v1/conversations/{id}/warning"] = """{"messageId":"w"}""",
        ["/api/v1/conversations/{id}/termination"] = """{"reason":"r"}""",
        ["/api/v1/conversations/{id}/ban"] = """{"days":1,"reason":"r"}""",
        ["/api/v1/bans/{ban}/approval"] = "{}",
        ["/api/v1/bans/{ban}/refusal"] = "{}",
        ["/api/v1/bans/{ban}/lifting"] = "{}",
        ["/api/v1/session"] = """{"agency":"a","username":"u","password":"p"}""",
        ["/api/v1/accounts"] =
            """{"username":"u","password":"p","alias":"a","role":"agent","queues":["general"],"purpose":"p","officers":["o"],"email":"e","reviewBy":"2026-12-01","capacity":1,"shared":false}""",
        ["/api/v1/accounts/{username}"] =
            """{"alias":"a","role":"agent","queues":["general"],"purpose":"p","officers":["o"],"email":"e","reviewBy":"2026-12-01","capacity":1,"shared":false}""",
        ["/api/v1/accounts/{username}/review"] = """{"reviewBy":"2026-12-01"}""",
        ["/api/v1/accounts/{username}/disable"] = "{}",
        ["/api/v1/accounts/{username}/enable"] = "{}",
        ["/api/v1/audit/verification"] = """{"from":"2026-11-22","number":1,"hash":"0000000000000000000000000000000000000000000000000000000000000000"}""",
        ["/api/v1/session/assertion"] = """{"agency":"a","assertion":"a.b.c","code":"1"}""",
        ["/api/v1/session/activity"] = "{}",
        ["/api/v1/session/lock"] = "{}",
        ["/api/v1/session/unlock"] = """{"password":"p","code":"1"}""",
        ["/api/v1/session/password"] = """{"password":"p","newPassword":"n"}""",
        ["/api/v1/session/second-factor"] = """{"password":"p"}""",
        ["/api/v1/session/second-factor/confirm"] = """{"code":"1"}""",
        ["/api/v1/session/recovery-codes"] = """{"password":"p"}""",
        ["/api/v1/accounts/{username}/password"] = """{"password":"p"}""",
        ["/api/v1/agents/me/presence"] = """{"status":"busy","capacity":1}""",
        ["/api/v1/agents/{username}/presence"] = """{"status":"busy"}""",
        ["/api/v1/agents/{username}/loan"] = """{"queue":"permits","minutes":1}""",
    };

    /// <summary>What people might write to have it run, close what it stands in, or begin a line of its own: each at most 50 characters, as a tag may be.</summary>
    public static readonly string[] Words =
    [
        "<script>alert(1)</script>",
        "</script><svg/onload=alert(1)>",
        "\"><img src=x onerror=alert(1)>",
        "' onfocus=alert(1) autofocus='",
        "<!--<![CDATA[]]>--!><iframe srcdoc=x>",
        "</title></style></textarea><base href=//x>",
        "javascript:alert(1)//https://x\" onclick=\"y",
        "{{7*7}}${7*7}<%=7*7%>@(7*7)#{7*7}",
        "a\r\nSet-Cookie: muster-session=x\u2028data: x",
        "\u202Egnp.exe\u0000\u001b[31m\u007f\u0085x",
        "&lt;b&gt; &#60;i&#62; \\u003cu\\u003e %3Cs%3E",
    ];

    public static IEnumerable<string> Ids =>
        ["a", "AAAAAAAAAAAAAAAAAAAAAAAAAA", "aaaaaaaaaaaaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaaaaaaaaaaaaaa", "%2e%2e", "a%2Fb", "%F0%9F%92%A5", new string('a', 500)];

    public static string Example(string path) =>
        Examples.GetValueOrDefault(path) ?? throw new InvalidOperationException($"{path} takes a body: give an example of it here.");

    public static IEnumerable<(string Name, Func<object> Body, string[] Problems)> Bodies(string path)
    {
        var example = Example(path);
        yield return ("no JSON", () => "hello", Malformed);
        yield return ("half of it", () => example[..^1], Malformed);
        yield return ("more after it", () => example + "{}", Malformed);
        yield return ("a list", () => "[]", Malformed);
        yield return ("a text", () => "\"x\"", Malformed);
        yield return ("null", () => "null", Malformed);
        yield return ("a comment", () => "/* x */" + example, Malformed);
        yield return ("a trailing comma", () => example[..^1] + ",}", Malformed);
        yield return ("deep nesting", () => $"{{\"x\":{new string('[', 100)}{new string(']', 100)}}}", Malformed);
        yield return ("invalid UTF-8", () => (byte[])[.. "{\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8], Malformed);
        yield return ("UTF-16", () => Encoding.Unicode.GetBytes(example), Malformed);
        yield return ("another content type", () => new StringContent(example, Encoding.UTF8, "text/plain"), ["json-only"]);
        yield return ("a form", () => new FormUrlEncodedContent([new("text", "t")]), ["json-only"]);
        yield return ("another charset", () => new StringContent(example, Encoding.Unicode, "application/json"), ["json-only"]);
        yield return ("no content type", () => new ByteArrayContent(Encoding.UTF8.GetBytes(example)), ["json-only"]);
        yield return ("64 KiB and more", () => $"{{\"x\":\"{new string('x', 65_536)}\"}}", ["request-too-large"]);
        yield return ("64 KiB and more of unknown length", () => new Unsized(new string(' ', 70_000) + example), ["request-too-large"]);

        var members = JsonNode.Parse(example)!.AsObject().ToList();
        foreach (var (name, value) in members)
        {
            yield return ($"{name} twice", () => $"{example[..^1]},\"{name}\":{value!.ToJsonString()}}}", Malformed);
            foreach (var wrong in Wrong(value!))
                yield return ($"{name} as {wrong}", () => With(members, name, wrong), Malformed);
        }
    }

    public static IEnumerable<string> Queries(string path, string parameter) => parameter switch
    {
        "from" or "to" when path.EndsWith("/anomalies", StringComparison.Ordinal) => [$"{parameter}=yesterday", $"{parameter}=2026-13-01", $"{parameter}=2026-11-22T00:00:00Z", $"{parameter}=%00"],
        "reason" => [$"reason={new string('a', 191)}", "reason=a&reason=b"],
        "after" => ["after=-1", "after=%00", "after=1e3", "after=%F0%9F%92%A5", $"after={new string('9', 300)}"],
        "wait" => ["wait=31", "wait=-1", "wait=x", "wait=1&wait=2"],
        "format" => ["format=pdf", "format=../x"],
        "queue" => ["queue=%00", "queue=Flood", "queue=a&queue=b", $"queue={new string('a', 41)}", "queue="],
        "from" or "to" or "until" or "since" => [$"{parameter}=yesterday", $"{parameter}=2026-13-01T00:00:00Z", $"{parameter}=2026-11-22", $"{parameter}=%00"],
        "most" => ["most=0", "most=501", "most=x", "most=-1"],
        "actor" or "action" or "subject" => [$"{parameter}={new string('a', 201)}", $"{parameter}=a&{parameter}=b", $"{parameter}="],
        _ => throw new InvalidOperationException($"Say how the parameter {parameter} is attacked."),
    };

    private static IEnumerable<string> Wrong(JsonNode value) => value.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.String => ["1", "true", "[]", "{}", "\"\\ud800\"", "\"\\udc00x\""],
        System.Text.Json.JsonValueKind.Number => ["\"1\"", "true", "[]", "1.5", "1e99", "-1"],
        System.Text.Json.JsonValueKind.Array => ["\"x\"", "{}", "[1]", "[null]", "[[\"x\"]]"],
        System.Text.Json.JsonValueKind.Object => ["[]", "\"x\"", "{\"q\":1}", "{\"q\":null}", "{\"q\":\"a\",\"q\":\"a\"}"],
        _ => ["\"true\"", "1", "[]", "{}"],
    };

    private static string With(List<KeyValuePair<string, JsonNode?>> members, string name, string wrong) =>
        $"{{{string.Join(',', members.Select(member => $"\"{member.Key}\":{(member.Key == name ? wrong : member.Value!.ToJsonString())}"))}}}";

    /// <summary>Sent in chunks, so that nobody knows its length before.</summary>
    private sealed class Unsized : StringContent
    {
        public Unsized(string text)
            : base(text) => Headers.ContentType = new MediaTypeHeaderValue("application/json");

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
