namespace Muster.LoadTests.Proof;

/// <summary>A message from its sender's side: what was sent, and what the acknowledgements said.</summary>
internal sealed class SentMessage(MessageKey key, uint text, long sawUpTo)
{
    public MessageKey Key { get; } = key;

    public uint Text { get; } = text;

    /// <summary>The newest seq its sender knew of when it wrote: this message must get a greater one.</summary>
    public long SawUpTo { get; } = sawUpTo;

    /// <summary>0 as long as it is not acknowledged.</summary>
    public long Seq { get; set; }

    /// <summary>Ticks of the acknowledgement's time, UTC; 0 where it named none.</summary>
    public long At { get; set; }

    /// <summary>A second acknowledgement's seq, where it differs from the first; else 0.</summary>
    public long OtherSeq { get; set; }
}
