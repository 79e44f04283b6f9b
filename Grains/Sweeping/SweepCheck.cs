using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Agents;
using Muster.Identity;
using Muster.Queues;

namespace Muster.Sweeping;

/// <summary>
/// Compares what is stored with what was promised to those who wait. It shares no code with what decides: who could take whom is worked out here anew. What is read is
/// never of one moment, so a suspicion counts only once it has lasted, unchanged, for longer than anything that may be under way. No I/O; told the time.
/// </summary>
public sealed class SweepCheck
{
    /// <summary>A transfer, a giving or a return of unknown outcome is settled sooner.</summary>
    public static readonly TimeSpan UnderWay = TimeSpan.FromSeconds(60);

    /// <summary>Whoever has just started lies with nobody: a free agent has them at once, and after a crash as soon as it has been noticed and everybody been asked.</summary>
    public static readonly TimeSpan GivenWithin = TimeSpan.FromSeconds(60);

    /// <summary>An agent hears this soon of a change of their account.</summary>
    public static readonly TimeSpan AccountsKnownWithin = TimeSpan.FromSeconds(90);

    /// <summary>What was not looked at for longer is not known to have lasted.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(60);

    /// <summary>A queue compares so many of its register with the conversations themselves in ten seconds.</summary>
    private const int RepairedInTenSeconds = 100;

    /// <summary>Whoever declined, missed or lost a conversation is not given it again for a minute, which is not stored.</summary>
    public static readonly TimeSpan PassedOver = TimeSpan.FromSeconds(90);

    /// <summary>So many have gone before somebody before it is called passing: a conversation handed to one agent may go before anybody.</summary>
    public const int PassesTolerated = 5;

    /// <summary>The fact by which a conversation that nobody has had yet waits is among its first.</summary>
    private const int FactsOfAStart = 5;

    private readonly Dictionary<Suspicion, DateTimeOffset> _since = [];
    private readonly Dictionary<(string Queue, string Conversation, int Seq), (int Times, DateTimeOffset First)> _passed = [];
    private readonly Dictionary<string, (string Account, DateTimeOffset Since)> _accounts = [];
    private readonly Dictionary<string, DateTimeOffset> _offeredAt = [];
    private HouseSeen? _before;

    /// <summary>What does not hold, and has not for long enough.</summary>
    public ImmutableArray<SweepFinding> Look(HouseSeen house)
    {
        if (_before is { } earlier && house.At - earlier.At > LongestGap)
            Forget();
        NoteAccounts(house);
        var suspicions = InTwoPlaces(house).Concat(Nowhere(house)).Concat(OverCapacity(house)).Concat(Idle(house)).ToHashSet();
        foreach (var gone in _since.Keys.Where(known => !suspicions.Contains(known)).ToList())
            _since.Remove(gone);
        foreach (var suspicion in suspicions)
            _since.TryAdd(suspicion, house.At);

        CountPasses(house);
        _before = house;
        return
        [
            .. _since.Where(one => house.At - one.Value >= one.Key.Patience)
                .Select(one => new SweepFinding(one.Key.Kind, one.Key.Queue, one.Key.Conversation, one.Key.StaffId, one.Value))
                .Concat(_passed.Where(one => one.Value.Times > PassesTolerated && house.At - one.Value.First >= PassedOver)
                    .Select(one => new SweepFinding(SweepKind.Passed, one.Key.Queue, one.Key.Conversation, null, one.Value.First)))
                .OrderBy(finding => finding.Since)
                .ThenBy(finding => finding.Conversation ?? finding.StaffId, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Suspicion> InTwoPlaces(HouseSeen house)
    {
        var registered = house.Lines.SelectMany(line => line.Value.Select(entry => (entry.Conversation, Place: line.Key)));
        var held = Slots(house).Where(one => one.Slot.State is SlotState.Held or SlotState.WrapUp).Select(one => (one.Slot.Conversation, Place: one.StaffId));
        foreach (var twice in registered.GroupBy(one => one.Conversation).Concat(held.GroupBy(one => one.Conversation)).Where(same => same.Count() > 1))
        {
            var places = string.Join(' ', twice.Select(one => one.Place).Order(StringComparer.Ordinal));
            foreach (var queue in QueuesOf(house, twice.Key))
                yield return new Suspicion(SweepKind.InTwoPlaces, queue, twice.Key, null, places, RepairWithin(house, queue));
        }
    }

    private static IEnumerable<Suspicion> Nowhere(HouseSeen house)
    {
        var slots = Slots(house).Where(one => one.Slot.State != SlotState.Offered).ToLookup(one => one.Slot.Conversation);
        var registered = house.Lines.SelectMany(line => line.Value).Select(entry => entry.Conversation).ToHashSet();
        foreach (var (queue, line) in house.Lines)
        {
            foreach (var entry in line.Where(entry => entry.IsHeld && !slots.Contains(entry.Conversation)))
                yield return new Suspicion(SweepKind.Nowhere, queue, entry.Conversation, null, $"{entry.Seq}", RepairWithin(house, queue));
        }

        // Those of a queue that the settings no longer name are in a register that is not read.
        foreach (var (staffId, slot) in slots.Where(slot => !registered.Contains(slot.Key)).Select(slot => slot.First()).Where(one => house.Lines.ContainsKey(GrainKey.IdOf(one.Slot.Queue))))
            yield return new Suspicion(SweepKind.Nowhere, GrainKey.IdOf(slot.Queue), slot.Conversation, staffId, $"{slot.JoinedSeq}", RepairWithin(house, GrainKey.IdOf(slot.Queue)));
    }

    /// <summary>
    /// An account may be lowered below what it holds; that nothing was given since is what counts. What a supervisor gave beyond the limit says so itself, and counts
    /// where anything else was given on top of it.
    /// </summary>
    private IEnumerable<Suspicion> OverCapacity(HouseSeen house)
    {
        foreach (var member in house.Members)
        {
            var slots = house.Agents[member.StaffId].Slots;
            var over = slots.Skip(member.Capacity).Where(slot => slot.BeyondLimitBy is null).ToList(); // the oldest stand first
            if (over.Count == 0 || over.Max(slot => slot.Since) <= _accounts[member.StaffId].Since + AccountsKnownWithin)
                continue;
            foreach (var queue in slots.Select(slot => GrainKey.IdOf(slot.Queue)).Distinct())
                yield return new Suspicion(SweepKind.OverCapacity, queue, null, member.StaffId, $"{slots.Length}", TimeSpan.Zero);
        }
    }

    private IEnumerable<Suspicion> Idle(HouseSeen house)
    {
        var taken = Slots(house).Select(one => one.Slot.Conversation).ToHashSet();
        foreach (var member in house.Members.Where(member => member.Role == Role.Agent && house.At - _accounts[member.StaffId].Since >= AccountsKnownWithin))
        {
            var agent = house.Agents[member.StaffId];
            if (agent.Presence != Presence.Available || agent.Slots.Length >= Math.Min(agent.Capacity ?? member.Capacity, member.Capacity))
                continue;

            foreach (var queue in house.Settings.Queues.Where(queue => Serves(member, queue, house.At)))
            {
                var here = agent.Slots.Count(slot => GrainKey.IdOf(slot.Queue) == queue.Id);
                if (here >= (queue.CapacityPerAgent ?? int.MaxValue))
                    continue;

                var waits = house.Lines[queue.Id].Where(entry => IsFor(entry, member, queue, house.At) && !taken.Contains(entry.Conversation)).MinBy(entry => entry.Ticket);
                if (waits is not null)
                {
                    var isNew = queue.Assignment == AssignmentMode.Direct && waits.Seq <= FactsOfAStart;
                    yield return new Suspicion(
                        SweepKind.IdleAgent, queue.Id, waits.Conversation, member.StaffId, $"{waits.Seq} {agent.IdleSince.UtcTicks} {agent.Slots.Length}", isNew ? GivenWithin : PassedOver);
                }
            }
        }
    }

    /// <summary>Whoever waited at the last look and at this one has been passed by each who came later, wants the same and has an agent now.</summary>
    private void CountPasses(HouseSeen house)
    {
        var waiting = new HashSet<(string, string, int)>();
        var offered = Slots(house).Select(one => one.Slot.Conversation).ToHashSet();
        var taken = house.Members.Where(member => member.Role == Role.Supervisor).SelectMany(member => house.Agents[member.StaffId].Slots).Select(slot => slot.Conversation).ToHashSet();
        foreach (var conversation in offered)
            _offeredAt[conversation] = house.At;
        foreach (var old in _offeredAt.Where(one => house.At - one.Value >= PassedOver).Select(one => one.Key).ToList())
            _offeredAt.Remove(old);
        foreach (var (queue, line) in house.Lines)
        {
            var before = _before?.Lines.GetValueOrDefault(queue) is { IsDefault: false } earlier ? earlier.ToDictionary(entry => entry.Conversation) : [];
            // Whoever gives up stays registered for a while, as if held; who was handed over by name may go before anybody, and so may whom a supervisor takes.
            var served = line.Where(entry => entry.IsHeld && offered.Contains(entry.Conversation) && !taken.Contains(entry.Conversation) && before.GetValueOrDefault(entry.Conversation) is null or { IsHeld: false, For: null }).ToList();
            foreach (var entry in line.Where(entry => !entry.IsHeld))
            {
                var key = (queue, entry.Conversation, entry.Seq);
                waiting.Add(key);
                if (before.GetValueOrDefault(entry.Conversation) is not { IsHeld: false } same || same.Seq != entry.Seq || entry.For is not null || entry.NotBefore is not null)
                    continue;
                if (_offeredAt.ContainsKey(entry.Conversation))
                {
                    _passed.Remove(key); // whoever was asked and did not want it is not asked again for a while
                    continue;
                }

                var times = served.Count(other => other.Ticket > entry.Ticket && other.Since > entry.Since && WantsTheSame(entry, other));
                if (times > 0)
                    _passed[key] = _passed.TryGetValue(key, out var sum) ? (sum.Times + times, sum.First) : (times, house.At);
            }
        }

        foreach (var gone in _passed.Keys.Where(key => !waiting.Contains(key)).ToList())
            _passed.Remove(gone);
    }

    private static bool Serves(StaffMember member, QueueSettings queue, DateTimeOffset now) =>
        member.Queues.Contains(queue.Id) || member.Loans.Any(loan => loan.Queue == queue.Id && now < loan.Until);

    private static bool IsFor(LineEntry entry, StaffMember member, QueueSettings queue, DateTimeOffset now)
    {
        if (entry.IsHeld || entry.NotBefore > now || entry.NotFor == member.StaffId)
            return false;
        if (entry.For is { } wanted && now < entry.ForUntil)
            return wanted == member.StaffId;
        if (queue.AnybodyAfterSeconds is { } seconds && now >= (entry.Triage?.AskedAt ?? entry.Since).AddSeconds(seconds))
            return true;

        var needs = queue.Skills.Concat(entry.Triage?.Skills ?? []);
        if (entry.Triage?.Language is { } language && queue.Languages.Contains(language))
            needs = needs.Append(new SkillLevel($"lang-{language}"));
        return needs.All(need => member.Skills.Any(skill => skill.Skill == need.Skill && skill.Level >= need.Level));
    }

    private static bool WantsTheSame(LineEntry one, LineEntry other) =>
        one.IsYielding == other.IsYielding && one.NotFor == other.NotFor && one.Triage?.AskedAt == other.Triage?.AskedAt && one.Triage?.Language == other.Triage?.Language && (one.Triage?.Skills ?? []).SequenceEqual(other.Triage?.Skills ?? []);

    private static IEnumerable<(string StaffId, Slot Slot)> Slots(HouseSeen house) => house.Agents.SelectMany(agent => agent.Value.Slots.Select(slot => (agent.Key, slot)));

    private static IEnumerable<string> QueuesOf(HouseSeen house, string conversation) =>
        house.Lines.Where(line => line.Value.Any(entry => entry.Conversation == conversation)).Select(line => line.Key)
            .Concat(Slots(house).Where(one => one.Slot.Conversation == conversation).Select(one => GrainKey.IdOf(one.Slot.Queue)))
            .Distinct();

    /// <summary>What got lost is found when the queue comes round to it.</summary>
    private static TimeSpan RepairWithin(HouseSeen house, string queue) =>
        UnderWay + TimeSpan.FromSeconds(10 * ((house.Lines.GetValueOrDefault(queue) is { IsDefault: false } line ? line.Length : 0) / RepairedInTenSeconds));

    private void NoteAccounts(HouseSeen house)
    {
        foreach (var member in house.Members)
        {
            var account = $"{member.Capacity} {string.Join(' ', member.Queues)} {string.Join(' ', member.Skills.Select(skill => $"{skill.Skill}={skill.Level}"))} {string.Join(' ', member.Loans.Select(loan => loan.Queue))}";
            if (_before is null && !_accounts.ContainsKey(member.StaffId))
                _accounts[member.StaffId] = (account, house.At - AccountsKnownWithin); // as far as is known, it has been so for ever
            else if (!_accounts.TryGetValue(member.StaffId, out var known) || known.Account != account)
                _accounts[member.StaffId] = (account, house.At);
        }
    }

    private void Forget()
    {
        _since.Clear();
        _passed.Clear();
        _offeredAt.Clear();
        _before = null;
    }

    /// <param name="State">What it rests on: another state is another suspicion.</param>
    /// <param name="Patience">How long it has to last.</param>
    private sealed record Suspicion(SweepKind Kind, string Queue, string? Conversation, string? StaffId, string State, TimeSpan Patience);
}
