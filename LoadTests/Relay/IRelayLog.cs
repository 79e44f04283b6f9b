namespace Muster.LoadTests.Relay;

/// <summary>Where the relay's records lie one after the other.</summary>
internal interface IRelayLog : IDisposable
{
    /// <summary>Bytes so far: where the next record will begin.</summary>
    long Length { get; }

    /// <summary>Appends, and returns when it is as safe as this log makes it.</summary>
    void Append(ReadOnlyMemory<byte> records);

    void Read(long position, Span<byte> record);
}
