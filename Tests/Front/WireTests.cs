using System.Net.Sockets;
using System.Text;

namespace Muster.Tests.Front;

/// <summary>
/// Requests that two readers may cut apart differently (RFC 9112, 11.2): refused, and what follows them on the connection is never taken for a
/// request.
/// </summary>
[Collection(SharedFront.Name)]
public sealed class WireTests(FrontHost host)
{
    private const string Post = "POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

    private const string Hidden = "GET /openapi/v1.json HTTP/1.1\r\nHost: a\r\n\r\n";

    [Theory]
    [InlineData("a length and chunks", Post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("two lengths", Post + "Content-Length: 0\r\nContent-Length: 60\r\n\r\n" + Hidden)]
    [InlineData("a list of lengths", Post + "Content-Length: 0, 0\r\n\r\n" + Hidden)]
    [InlineData("a negative length", Post + "Content-Length: -1\r\n\r\n" + Hidden)]
    [InlineData("an unknown coding", Post + "Transfer-Encoding: xchunked\r\n\r\n" + Hidden)]
    [InlineData("chunks not last", Post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("a space before the colon", Post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + Hidden)]
    [InlineData("a negative chunk", Post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n" + Hidden)]
    [InlineData("a chunk that ends without CR", Post + "Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n" + Hidden)]
    [InlineData("a folded line", "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n" + Hidden)]
    [InlineData("lines that end without CR", "GET / HTTP/1.1\nHost: a\n\n" + Hidden)]
    [InlineData("a CR inside a line", "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n" + Hidden)]
    [InlineData("a NUL", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n" + Hidden)]
    [InlineData("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + Hidden)]
    [InlineData("no host", "GET / HTTP/1.1\r\n\r\n" + Hidden)]
    [InlineData("two hosts, one in the address", "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n" + Hidden)]
    [InlineData("a tunnel", "CONNECT a:22 HTTP/1.1\r\nHost: a:22\r\n\r\n" + Hidden)]
    [InlineData("another version", "GET / HTTP/3.0\r\nHost: a\r\n\r\n" + Hidden)]
    public async Task What_could_be_read_in_two_ways_is_refused_and_ends_the_connection(string what, string request)
    {
        var answers = await Send(request);

        Assert.True(answers.Split("HTTP/1.1 ").Length == 2 && answers.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && answers[9] is '4' or '5', $"{what}: {answers}");
    }

    [Theory]
    [InlineData(4 * 1024, 0, 0, 414)]
    [InlineData(0, 16 * 1024, 0, 431)]
    [InlineData(0, 0, 61, 431)]
    public async Task A_head_has_its_limits(int address, int line, int lines, int status)
    {
        var head = new StringBuilder($"GET /{new string('a', address)} HTTP/1.1\r\nHost: a\r\n");
        if (line > 0)
            head.Append("X: ").Append('a', line).Append("\r\n");
        for (var number = 0; number < lines; number++)
            head.Append("X: a\r\n");

        Assert.StartsWith($"HTTP/1.1 {status} ", await Send(head.Append("\r\n").ToString()), StringComparison.Ordinal);
    }

    /// <summary>All that is answered until the front ends the connection.</summary>
    private async Task<string> Send(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port, TestContext.Current.CancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        using var answers = new MemoryStream();
        try
        {
            await TestClient.Soon(stream.CopyToAsync(answers, TestContext.Current.CancellationToken));
        }
        catch (IOException)
        {
            // Ended with what had not been read yet: the answer came before.
        }

        return Encoding.Latin1.GetString(answers.ToArray());
    }
}
