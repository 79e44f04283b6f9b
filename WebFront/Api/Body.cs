using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.Net.Http.Headers;

namespace Muster.WebFront.Api;

/// <summary>Reads what a client sends: JSON, at most 64 KiB. Whatever is wrong with it is answered here.</summary>
internal static class Body
{
    public const int Largest = 64 * 1024;

    /// <summary>So much of a body that was refused is still taken in, so that its sender reads the refusal and keeps the connection.</summary>
    public const int Swallowed = 1024 * 1024;

    /// <summary>The body; null when it was refused, and the answer is written.</summary>
    public static async ValueTask<T?> Read<T>(HttpContext http, JsonTypeInfo<T> type)
        where T : class
    {
        // What is packed is not unpacked: a few bytes could become gigabytes.
        if (!IsJson(http.Request.ContentType) || IsPacked(http.Request))
        {
            await http.Refuse(ProblemKind.JsonOnly);
            return null;
        }

        if (http.Request.ContentLength > Largest)
        {
            if (http.Request.ContentLength > Swallowed)
                http.Response.Headers.Connection = "close";
            await http.Refuse(ProblemKind.RequestTooLarge);
            return null;
        }

        var reader = http.Request.BodyReader;
        ReadResult result;
        do
        {
            result = await reader.ReadAsync(http.RequestAborted);
            if (result.Buffer.Length > Largest)
            {
                reader.AdvanceTo(result.Buffer.End);
                await http.Refuse(ProblemKind.RequestTooLarge);
                return null;
            }

            if (!result.IsCompleted)
                reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
        while (!result.IsCompleted);

        var body = Parse(result.Buffer, type);
        reader.AdvanceTo(result.Buffer.End);
        if (body is null)
            await http.Refuse(ProblemKind.InvalidRequest);
        return body;
    }

    /// <summary>As <see cref="Read"/>, but nothing at all may be sent too.</summary>
    public static ValueTask<T?> ReadOr<T>(HttpContext http, JsonTypeInfo<T> type, T nothing)
        where T : class =>
        HasBody(http.Request) || http.Request.ContentType is not null ? Read(http, type) : new ValueTask<T?>(nothing);

    private static bool HasBody(HttpRequest request) => request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0;

    /// <summary>Whether its content is compressed or otherwise encoded (RFC 9110, 8.4).</summary>
    public static bool IsPacked(HttpRequest request) => request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity";

    private static bool IsJson(string? contentType)
    {
        if (contentType == "application/json")
            return true;

        return MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
    }

    private static T? Parse<T>(ReadOnlySequence<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        var bytes = body.IsSingleSegment ? body.FirstSpan : body.ToArray();
        if (!Utf8.IsValid(bytes))
            return null; // the parser does not look at what it skips

        try
        {
            return JsonSerializer.Deserialize(bytes, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
