using Muster.Queues;

namespace Muster.Conversations;

/// <summary>The advice that the holder of a conversation seeks, as that conversation knows of it.</summary>
/// <param name="Id">The consult's id.</param>
/// <param name="By">The staff id of who asked.</param>
/// <param name="Queue">Where it waits.</param>
/// <param name="For">The one agent it waits for, until <paramref name="ForUntil"/>.</param>
/// <param name="Triage">What it asks of whoever takes it.</param>
/// <param name="Expert">Who advises; null while nobody does.</param>
/// <param name="KnownSeq">The newest fact of the consult that the conversation has heard of.</param>
public sealed record OpenConsult(
    string Id, string By, string Queue, string? For, DateTimeOffset? ForUntil, Triage? Triage, Author? Expert = null, int KnownSeq = 0);
