namespace Muster.LoadTests.Proof;

/// <summary>One broken promise, with what is needed to look it up.</summary>
internal sealed record Fault(FaultKind Kind, string Conversation, long Seq, string What);
