using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Muster.Identity;
using Muster.Tests.Front;

namespace Muster.Tests.Isolation;

/// <summary>Somebody who tries every door.</summary>
/// <param name="Name">As the tests call them.</param>
/// <param name="Role">Null for who has no credentials.</param>
internal sealed partial record Visitor(string Name, Role? Role, TestClient Client)
{
    /// <summary>Asks, and leaves a stream that opens alone.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="address">From the root.</param>
    /// <param name="named">What the address names of somebody's: it is no part of what the answer tells.</param>
    /// <param name="body">As <see cref="TestClient.Request"/> takes it.</param>
    /// <param name="headers">More of them.</param>
    public async Task<Told> Ask(string method, string address, string named, object? body, params (string Name, string Value)[] headers)
    {
        using var request = Client.Request(method, address, body, headers);
        using var response = await Client.Agency.Host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience, TimeProvider.System);
        var isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        var text = isStream ? Told.Stream : await response.Content.ReadAsStringAsync();
        return new Told((int)response.StatusCode, Plain(HeadersOf(response), named), Plain(text, named));
    }

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static string HeadersOf(HttpResponseMessage response) => string.Join('\n', response.Headers.Concat<KeyValuePair<string, IEnumerable<string>>>(response.Content.Headers)
        .Where(header => header.Key is not ("Date" or "Content-Length" or "Transfer-Encoding"))
        .OrderBy(header => header.Key, StringComparer.Ordinal)
        .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"));

    /// <summary>Without what was asked for, and without what is different each time.</summary>
    private static string Plain(string text, string named)
    {
        var plain = Waiting().Replace(Moments().Replace(MadeUp().Replace(text, "(made up)"), "(moment)"), "\"waiting\":(some)");
        return named.Length == 0 ? plain : plain.Replace(named, "(asked)", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>How many wait, which anybody may know, a second late.</summary>
    [GeneratedRegex("\"waiting\":[0-9]+")]
    private static partial Regex Waiting();

    /// <summary>The message id that a form brings along.</summary>
    [GeneratedRegex("[0-9a-f]{40}")]
    private static partial Regex MadeUp();

    [GeneratedRegex(@"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d[.\d]*(Z|\+00:00)?")]
    private static partial Regex Moments();
}

/// <summary>An answer, as far as it could tell somebody something.</summary>
internal sealed record Told(int Status, string Headers, string Body)
{
    public const string Stream = "(a stream)";

    public bool Says(string word) => Body.Contains(word, StringComparison.OrdinalIgnoreCase) || Headers.Contains(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A form as a page without scripts posts it.</summary>
internal static class Form
{
    public static HttpContent Of(string fields) => new StringContent(fields, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
}
