using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Muster.Tests.Front;

/// <summary>Somebody who calls the API, with their token or cookie; remembers every word that came back.</summary>
public sealed class TestClient(TestAgency agency)
{
    private readonly StringBuilder _heard = new();

    public string? Token { get; init; }

    public string? Cookie { get; init; }

    /// <summary>The conversation of a citizen.</summary>
    public string Conversation { get; init; } = "";

    public JsonElement Started { get; init; }

    public TestAgency Agency => agency;

    /// <summary>All that was answered to this client.</summary>
    public string Heard
    {
        get
        {
            lock (_heard)
                return _heard.ToString();
        }
    }

    public string Mine(string path) => $"conversations/{Conversation}/{path}";

    /// <param name="method">The HTTP method.</param>
    /// <param name="path">Below /api/v1/, or from the root with a slash.</param>
    /// <param name="body">Bytes and content as they are, anything else as JSON.</param>
    /// <param name="headers">More of them.</param>
    public async Task<HttpResponseMessage> Send(string method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        var response = await agency.Host.Http.SendAsync(Request(method, path, body, headers));
        Hear(await response.Content.ReadAsStringAsync());
        return response;
    }

    public async Task<JsonElement> Json(string method, string path, object? body = null)
    {
        using var response = await Send(method, path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    public static Task<string> TextOf(HttpResponseMessage response) => response.Content.ReadAsStringAsync();

    public static async Task<JsonElement> JsonOf(HttpResponseMessage response) => JsonDocument.Parse(await TextOf(response)).RootElement;

    /// <summary>What is answered within the time that a test has patience for.</summary>
    public static Task Soon(Task done) => done.WaitAsync(TimeSpan.FromSeconds(25), TimeProvider.System);

    public static Task<T> Soon<T>(Task<T> answer) => answer.WaitAsync(TimeSpan.FromSeconds(25), TimeProvider.System);

    /// <summary>The last part of the problem's type, and that it is one in every respect.</summary>
    public async Task<string> Problem(string method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var response = await Send(method, path, body, headers);
        return await ProblemOf(response, $"{method} {path}");
    }

    public static async Task<string> ProblemOf(HttpResponseMessage response, string call)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode >= 400, $"{call}: {(int)response.StatusCode} {text}");
        Assert.True(response.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{call}: {(int)response.StatusCode} {response.Content.Headers.ContentType} {text}");
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal((int)response.StatusCode, problem.GetProperty("status").GetInt32());
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        if ((int)response.StatusCode is 429 or 503)
            Assert.NotNull(response.Headers.RetryAfter);
        return problem.GetProperty("type").GetString()!.Split(':', '/')[^1];
    }

    public Task<string> Page(string path) => agency.Host.Http.GetStringAsync(new Uri(path, UriKind.Relative));

    public async Task<EventReader> Events(string path, string? lastEventId = null)
    {
        var request = Request("GET", path, null, lastEventId is null ? [] : [("Last-Event-ID", lastEventId)]);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        var response = await agency.Host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new EventReader(response, await response.Content.ReadAsStreamAsync(), Hear);
    }

    public HttpRequestMessage Request(string method, string path, object? body, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path.StartsWith('/') ? path : $"/api/v1/{path}", UriKind.Relative));
        if (Token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        if (Cookie is not null)
            request.Headers.Add("Cookie", Cookie);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Content = body switch
        {
            null => null,
            HttpContent content => content,
            byte[] bytes => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            string json => new StringContent(json, Encoding.UTF8, "application/json"),
            _ => new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"),
        };
        return request;
    }

    private void Hear(string text)
    {
        lock (_heard)
            _heard.Append(text).Append('\n');
    }
}
