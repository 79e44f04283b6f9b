namespace Muster.Silo.Storage.Sqlite;

/// <summary>Finds out whether the store can be written again.</summary>
internal sealed class TryWrite : Write
{
    public override void Run(WriteSession session) => session.Try.Execute();

    public override void Fail(Exception why) => TrySetResult(); // the writer has noted it

    protected override Exception Failure(Exception why) => why;
}
