namespace Muster.Silo.Storage.Sqlite;

/// <summary>A write of one conversation.</summary>
internal abstract class JournalWrite(string conversation) : Write
{
    protected string Conversation { get; } = conversation;

    protected override Exception Failure(Exception why) => Failures.OfJournal($"Conversation {Conversation} could not be written", why);
}
