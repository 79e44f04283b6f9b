namespace Muster.Silo.Storage.Sqlite;

/// <summary>A snapshot in the place of an older one.</summary>
internal sealed class SnapshotWrite(string conversation, int seq, byte[] body) : JournalWrite(conversation)
{
    public override void Run(WriteSession session) => session.SaveSnapshot.Bind(1, Conversation).Bind(2, seq).Bind(3, body).Execute();
}
