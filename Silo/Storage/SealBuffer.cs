using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Muster.Silo.Storage;

/// <summary>Plain JSON on its way into an envelope, in memory that the next one reuses.</summary>
internal sealed class SealBuffer : IDisposable
{
    /// <summary>One that has grown beyond this many bytes is not kept.</summary>
    private const int LargestKept = 64 << 10;

    [ThreadStatic]
    private static SealBuffer? _spare;

    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 10);
    private readonly Utf8JsonWriter _writer;

    private SealBuffer() => _writer = new Utf8JsonWriter(_bytes, new JsonWriterOptions
    {
        SkipValidation = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // no browser reads it, and any script stays as short as it is
    });

    public static SealBuffer Rent()
    {
        var buffer = _spare ?? new SealBuffer();
        _spare = null;
        return buffer;
    }

    public static void Return(SealBuffer buffer)
    {
        if (buffer._bytes.Capacity > LargestKept)
        {
            buffer.Dispose();
            return;
        }

        buffer._bytes.Clear(); // no citizen's words stay behind
        buffer._writer.Reset(buffer._bytes);
        _spare = buffer;
    }

    public void Dispose() => _writer.Dispose();

    /// <returns>Valid until it is returned.</returns>
    public ReadOnlySpan<byte> Serialize<T>(T content, JsonSerializerOptions json)
    {
        JsonSerializer.Serialize(_writer, content, json);
        _writer.Flush();
        return _bytes.WrittenSpan;
    }
}
