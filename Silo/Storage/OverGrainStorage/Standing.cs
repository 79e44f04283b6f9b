namespace Muster.Silo.Storage.OverGrainStorage;

/// <summary>A conversation as its next append finds it, with the tags that prove nobody else has written since. Never changed in place.</summary>
/// <param name="Page">The open page; null before its first entry.</param>
internal sealed record Standing(JournalIndex Index, string? IndexTag, JournalPage? Page, string? PageTag)
{
    public int LastSeq => Page?.Last ?? Index.LastClosed;
}
