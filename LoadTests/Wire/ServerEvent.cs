namespace Muster.LoadTests.Wire;

/// <summary>One Server-Sent Event: the three fields that the contract uses.</summary>
internal readonly ref struct ServerEvent(ReadOnlySpan<byte> id, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> body)
{
    public ReadOnlySpan<byte> Id { get; } = id;

    public ReadOnlySpan<byte> Kind { get; } = kind;

    public ReadOnlySpan<byte> Body { get; } = body;
}
