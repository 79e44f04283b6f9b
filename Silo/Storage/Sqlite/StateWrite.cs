using Orleans.Storage;

namespace Muster.Silo.Storage.Sqlite;

/// <summary>A grain's state in the place of the one it has read.</summary>
/// <param name="expected">The tag it has read; null when there was no record.</param>
/// <param name="tag">The tag of this one.</param>
/// <param name="body">Null clears it.</param>
internal sealed class StateWrite(string grain, string name, long? expected, long tag, byte[]? body) : Write
{
    public override void Run(WriteSession session)
    {
        Refusal = null;
        if (!TryRun(session)) Refusal = Stale(session);
    }

    protected override Exception Failure(Exception why) => Failures.OfState($"State {name} of {grain} could not be written", why);

    private bool TryRun(WriteSession session)
    {
        switch (body, expected)
        {
            case (null, null):
                return Stored(session) is null;
            case (null, { } old):
                session.DeleteState.Bind(1, grain).Bind(2, name).Bind(3, old).Execute();
                return session.Changes == 1;
            case (_, null):
                session.InsertState.Bind(1, tag).Bind(2, body).Bind(3, grain).Bind(4, name).Execute();
                return session.Changes == 1;
            case (_, { } old):
                session.UpdateState.Bind(1, tag).Bind(2, body).Bind(3, grain).Bind(4, name).Bind(5, old).Execute();
                return session.Changes == 1;
        }
    }

    private InconsistentStateException Stale(WriteSession session) =>
        new($"State {name} of {grain} was written by another activation.", StateTag.Text(Stored(session)), StateTag.Text(expected));

    private long? Stored(WriteSession session)
    {
        try
        {
            return session.StateTag.Bind(1, grain).Bind(2, name).Step() ? session.StateTag.Long(0) : null;
        }
        finally
        {
            session.StateTag.Reset();
        }
    }
}
