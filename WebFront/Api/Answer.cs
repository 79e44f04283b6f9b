using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Muster.Conversations;
using Muster.Identity;

namespace Muster.WebFront.Api;

/// <summary>Writes what we answer as JSON, in one piece and without a buffer of its own.</summary>
internal static class Answer
{
    public const string Json = "application/json";

    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A thread that once wrote something long does not keep its buffer for ever.</summary>
    private const int MostKept = 256 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static Task Write<T>(HttpContext http, T answer, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        var buffer = Buffer(out var writer);
        JsonSerializer.Serialize(writer, answer, type);
        writer.Flush();
        return Send(http, buffer.WrittenSpan, status);
    }

    /// <summary>A table as a file to keep.</summary>
    /// <param name="fileName">Of letters that need no quoting.</param>
    public static async Task Csv(HttpContext http, string table, string fileName)
    {
        var content = Encoding.UTF8.GetBytes(table);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.ContentLength = content.Length;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        await http.Response.Body.WriteAsync(content, http.RequestAborted);
    }

    public static Task Bytes(HttpContext http, byte[] json) => Send(http, json, StatusCodes.Status200OK);

    /// <summary>The acknowledgement of a command; the message path.</summary>
    public static Task Receipt(HttpContext http, Outcome<Receipt> outcome)
    {
        if (!outcome.IsDone)
            return http.Refuse(outcome.Refusal.Value);

        var buffer = Buffer(out var writer);
        writer.WriteStartObject();
        writer.WriteNumber("seq"u8, outcome.Value.Seq);
        writer.WriteString("at"u8, outcome.Value.At.UtcDateTime);
        writer.WriteEndObject();
        writer.Flush();
        return Send(http, buffer.WrittenSpan, StatusCodes.Status200OK);
    }

    public static Task Nothing(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>An empty buffer of this thread and a writer into it; good until the next call on this thread.</summary>
    public static ArrayBufferWriter<byte> Buffer(out Utf8JsonWriter writer)
    {
        var buffer = Scratch();
        writer = Into(buffer);
        return buffer;
    }

    /// <summary>An empty buffer of this thread; good until the next call on this thread.</summary>
    public static ArrayBufferWriter<byte> Scratch()
    {
        if (_buffer is null || _buffer.Capacity > MostKept)
            _buffer = new ArrayBufferWriter<byte>(4 * 1024);
        _buffer.ResetWrittenCount();
        return _buffer;
    }

    /// <summary>The writer of this thread, pointed at <paramref name="output"/>; good until the next call on this thread.</summary>
    public static Utf8JsonWriter Into(IBufferWriter<byte> output)
    {
        if (_writer is { } writer)
            writer.Reset(output);
        else
            _writer = writer = new Utf8JsonWriter(output, Options);
        return writer;
    }

    public static Task Send(HttpContext http, ReadOnlySpan<byte> json, int status)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = Json;
        response.ContentLength = json.Length;
        // Sent when the request ends: nothing is flushed on the way.
        response.BodyWriter.Write(json);
        return Task.CompletedTask;
    }
}
