using Muster.Auditing;
using Muster.Identity;

namespace Muster.Conversations;

/// <summary>
/// Which staff have looked into a conversation lately, for the audit log: their first look in a quarter of an hour is a line. It is durable before
/// they see anything; only the agent who holds the conversation does not wait for it, because that they hold it is a durable fact already.
/// </summary>
internal sealed class Readers(IGrainFactory grains, string conversation, TimeProvider clock)
{
    private static readonly TimeSpan OneLookFor = TimeSpan.FromMinutes(15);

    /// <summary>Remembered at once; whoever is forgotten is recorded again.</summary>
    private const int MostRemembered = 100;

    private readonly Dictionary<string, DateTimeOffset> _lookedAt = [];

    public ValueTask Note(Caller caller, Conversation looked)
    {
        if (!caller.IsStaff || caller.StaffId is not { } staffId || HasLooked(staffId))
            return ValueTask.CompletedTask;
        if (!looked.IsHeldBy(conversation, caller))
            return Wait(caller, staffId);

        Remember(staffId);
        Record(caller).Ignore();
        return ValueTask.CompletedTask;
    }

    /// <summary>Notes staff of the agency who asked for what is not theirs.</summary>
    public void Refuse(Caller caller)
    {
        if (caller.IsStaff && caller.Agency == GrainKey.AgencyOf(conversation))
            grains.Refused(caller.Agency, caller, AuditSubject.Conversation(conversation), "not-theirs").Ignore();
    }

    private async ValueTask Wait(Caller caller, string staffId)
    {
        await Record(caller);
        Remember(staffId);
    }

    private bool HasLooked(string staffId) => _lookedAt.TryGetValue(staffId, out var at) && clock.GetUtcNow() - at < OneLookFor;

    private void Remember(string staffId)
    {
        if (_lookedAt.Count >= MostRemembered)
            _lookedAt.Clear();
        _lookedAt[staffId] = clock.GetUtcNow();
    }

    private Task Record(Caller caller) => grains.Record(
        caller.Agency, new AuditEvent(AuditAction.ConversationRead, AuditActor.Of(caller), AuditSubject.Conversation(conversation)));
}
