using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Agents;
using Muster.Identity;
using Muster.Queues;
using Muster.Sweeping;
using Muster.Tests.Support;

namespace Muster.Tests.Sweeping;

/// <summary>An agency as a sweep finds it stored, made and changed by hand.</summary>
internal sealed class House
{
    private readonly SortedDictionary<string, StaffMember> _members = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Agent> _agents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<LineEntry>> _lines = [];

    public DateTimeOffset At { get; set; } = Some.Moment;

    public AgencySettings Settings { get; private set; } = Some.Settings;

    public IEnumerable<StaffMember> Members => _members.Values;

    public HouseSeen Seen => new(
        At,
        Settings,
        [.. _members.Values],
        Settings.Queues.ToImmutableSortedDictionary(queue => queue.Id, queue => Line(queue.Id).ToImmutableArray(), StringComparer.Ordinal),
        _agents.ToImmutableSortedDictionary(StringComparer.Ordinal));

    public List<LineEntry> Line(string queue) => _lines.TryGetValue(queue, out var line) ? line : _lines[queue] = [];

    public Agent AgentOf(string staffId) => _agents[staffId];

    /// <summary>An agent of these queues, or of the general one alone, who is available and has nobody.</summary>
    public void Works(string staffId, int capacity = 3, params ImmutableArray<string> queues)
    {
        _members[staffId] = Some.Member(staffId) with { Capacity = capacity, Queues = queues.IsEmpty ? [Some.Queue] : queues };
        _agents[staffId] = new Agent { Presence = Presence.Available, IdleSince = At };
    }

    public void Registers(LineEntry entry, string queue = Some.Queue) => Line(queue).Add(entry);

    public void Waits(string conversation, int seq = 3, int secondsAfter = 0, string queue = Some.Queue) =>
        Registers(new LineEntry(conversation, Some.Moment.AddSeconds(secondsAfter).UtcTicks, seq, IsHeld: false), queue);

    /// <summary>The agent says that they have it.</summary>
    public void Knows(string staffId, string conversation, SlotState state = SlotState.Held, string queue = Some.Queue) => ChangeAgent(staffId, agent => agent with
    {
        IdleSince = At,
        Slots = agent.Slots.Add(new Slot(conversation, GrainKey.Of(Some.Agency, queue), state, At, OfferedUntil: null, JoinedSeq: 4)),
    });

    /// <summary>It has been given, and both say so.</summary>
    public void Gives(string conversation, string staffId, string queue = Some.Queue)
    {
        ChangeEntry(conversation, entry => entry with { IsHeld = true, Seq = entry.Seq + 1, For = null, ForUntil = null, NotBefore = null }, queue);
        Knows(staffId, conversation, SlotState.Held, queue);
    }

    /// <summary>The agent has it no longer.</summary>
    public void LetsGo(string staffId, string conversation) =>
        ChangeAgent(staffId, agent => agent with { Slots = agent.Slots.RemoveAll(slot => slot.Conversation == conversation) });

    /// <summary>It is in that line no longer.</summary>
    public void Leaves(string conversation, string queue = Some.Queue) => Line(queue).RemoveAll(entry => entry.Conversation == conversation);

    public void ChangeEntry(string conversation, Func<LineEntry, LineEntry> change, string queue = Some.Queue)
    {
        var line = Line(queue);
        var at = line.FindIndex(entry => entry.Conversation == conversation);
        line[at] = change(line[at]);
    }

    public void ChangeAgent(string staffId, Func<Agent, Agent> change) => _agents[staffId] = change(_agents[staffId]);

    public void ChangeMember(string staffId, Func<StaffMember, StaffMember> change) => _members[staffId] = change(_members[staffId]);

    public void ChangeQueue(Func<QueueSettings, QueueSettings> change, string queue = Some.Queue) =>
        Settings = Settings with { Queues = [.. Settings.Queues.Select(one => one.Id == queue ? change(one) : one)] };
}
