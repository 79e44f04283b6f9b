using Microsoft.Win32.SafeHandles;

namespace Muster.LoadTests.Relay;

/// <summary>One file, appended and fsynced once per group.</summary>
internal sealed class FileLog(string path) : IRelayLog
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);

    public long Length { get; private set; }

    public void Append(ReadOnlyMemory<byte> records)
    {
        RandomAccess.Write(_file, records.Span, Length);
        RandomAccess.FlushToDisk(_file);
        Length += records.Length;
    }

    public void Read(long position, Span<byte> record) => RandomAccess.Read(_file, record, position);

    /// <summary>Tells every whole record of an earlier life; a torn one at the end is overwritten.</summary>
    public void Replay(Action<long, byte[]> record)
    {
        using var reader = new BufferedStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), 1 << 20);
        var line = new List<byte>();
        while (reader.ReadByte() is >= 0 and var next)
        {
            line.Add((byte)next);
            if (next != '\n')
                continue;
            record(Length, [.. line]);
            Length += line.Count;
            line.Clear();
        }
    }

    public void Dispose() => _file.Dispose();
}
