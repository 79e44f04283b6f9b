namespace Muster.LoadTests.Relay;

/// <summary>What a frame of a <see cref="RelayLink"/> is.</summary>
internal enum LinkFrame : byte
{
    Asked,
    Answered,

    /// <summary>A part of a stream.</summary>
    Published,

    /// <summary>The reader of a stream has gone.</summary>
    Left,
}
