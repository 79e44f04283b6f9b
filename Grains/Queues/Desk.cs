using System.Collections.Immutable;
using Muster.Agencies;
using Muster.Agents;
using Muster.Identity;

namespace Muster.Queues;

/// <summary>
/// Who may be given which conversation next: the first in line that a free agent could take, to the one of them whom the queue's rule
/// prefers. Knows what is being given right now. No I/O; told the time.
/// </summary>
/// <param name="line">Whose conversations are given.</param>
/// <param name="queue">The queue's grain key.</param>
public sealed class Desk(Line line, string queue)
{
    /// <summary>What takes longer hangs, and holds nobody up any more.</summary>
    private static readonly TimeSpan LandsWithin = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, AgentAvailability> _agents = [];
    private readonly Dictionary<string, TimeSpan> _helpers = [];
    private readonly Dictionary<string, Giving> _beingGiven = [];
    private readonly HashSet<string> _asked = [];
    private readonly Dictionary<string, (string Agent, DateTimeOffset Until)> _offers = [];
    private readonly Dictionary<(string Conversation, string Agent), DateTimeOffset> _passedOver = [];
    private readonly Dictionary<string, DateTimeOffset> _notBefore = [];

    /// <summary>The queue's own agents, and those lent to it; not those who help only where people wait too long.</summary>
    public IEnumerable<AgentAvailability> Here => _agents.Values.Where(agent => !HelpsLater(agent));

    /// <summary>They, and whoever helps just now.</summary>
    public IEnumerable<AgentAvailability> Shown => Here.Concat(_agents.Values.Where(agent => HelpsLater(agent) && InUseHere(agent) > 0));

    /// <summary>Those of them who are good at what it asks of everybody.</summary>
    public IEnumerable<AgentAvailability> Serving => Settings.AnybodyAfterSeconds == 0 ? Here : Here.Where(agent => agent.Has(Settings.Skills));

    /// <summary>Conversations of this queue that they could take now.</summary>
    public int FreePlaces => Serving.Sum(PlacesOf);

    /// <summary>How those of them stand who have what the experts of a group have to have.</summary>
    public GroupBoard Board(ExpertGroup group)
    {
        var experts = Here.Where(agent => agent.Has(Settings.Skills) && agent.Has(group.Skills)).ToList();
        return new GroupBoard(group.Id, experts.Count(agent => agent.Presence == Presence.Available), experts.Sum(PlacesOf));
    }

    /// <summary>Conversations that an agent is being given just now.</summary>
    public int BeingGiven => _beingGiven.Count;

    /// <summary>Those, and those that an agent thinks about.</summary>
    public int OnTheirWay => _beingGiven.Count + _offers.Count;

    /// <summary>How the queue gives.</summary>
    public QueueSettings Settings { get; set; } = new(GrainKey.IdOf(queue), "");

    public bool Knows(string staffId) => _agents.ContainsKey(staffId);

    /// <summary>Takes what an agent says of themselves; false where something newer is known.</summary>
    public bool Hear(AgentAvailability availability)
    {
        if (_agents.TryGetValue(availability.StaffId, out var known) && known.Version >= availability.Version)
            return false;

        _agents[availability.StaffId] = availability;
        foreach (var conversation in availability.Reserved.OrNone())
        {
            if (_beingGiven.TryGetValue(conversation, out var giving) && giving.Agent == availability.StaffId)
                _beingGiven[conversation] = giving with { HasPlace = true };
        }

        return true;
    }

    /// <summary>The next pair, marked as being given; null when nobody waits or nobody is free for those who do.</summary>
    public Pick? Next(DateTimeOffset now) => NextBeyondLimit(now) ?? NextWithin(now);

    /// <summary>What a supervisor gave to somebody who has no room takes no place from anybody else, so nobody stands before it.</summary>
    private Pick? NextBeyondLimit(DateTimeOffset now)
    {
        foreach (var entry in line.BeyondLimit)
        {
            if (now < entry.ForUntil && HeldUp(entry, now) is null && _agents.GetValueOrDefault(entry.For!) is { Presence: Presence.Available } agent
                && (agent.Free <= 0 || IsFullHere(agent)) && !_asked.Contains(agent.StaffId) && WhyNot(entry, agent, now) is null)
            {
                return Give(entry, agent, Explain(entry, agent, [], new Dictionary<string, int>(), now), now);
            }
        }

        return null;
    }

    private Pick Give(LineEntry entry, AgentAvailability agent, AssignmentReason reason, DateTimeOffset now)
    {
        _beingGiven[entry.Conversation] = new Giving(agent.StaffId, now);
        _asked.Add(agent.StaffId);
        return new Pick(entry, agent.StaffId, reason);
    }

    private Pick? NextWithin(DateTimeOffset now)
    {
        var free = _agents.Values.Where(agent => agent.Free > 0 && !_asked.Contains(agent.StaffId) && !IsFullHere(agent) && MayHelp(agent, now)).ToList();
        if (free.Count == 0)
            return null;

        var room = new Room(this, free, now);
        var before = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var able = new Dictionary<ImmutableArray<SkillLevel>, List<AgentAvailability>>(SameSkills.Instance);
        foreach (var entry in line.InOrder)
        {
            var why = HeldUp(entry, now);
            if (why is null)
            {
                var skills = SkillsFor(entry, now);
                if (!able.TryGetValue(skills, out var those))
                    able[skills] = those = [.. free.Where(agent => agent.Has(skills))];
                var best = those.Where(agent => WhyNot(entry, agent, now) is null && room.IsLeftBy(agent)).Min(new Preference(Settings.Choice, skills));
                if (best is not null)
                    return Give(entry, best, Explain(entry, best, skills, before, now), now);
                if (room.IsFull)
                    return null;
                why = those.Count == 0 ? WhyNotGiven.NeedsSkill : WhyNot(entry, those[0], now) ?? WhyNotGiven.OlderFirst;
            }
            else if (_beingGiven.TryGetValue(entry.Conversation, out var giving) && !giving.HasPlace && now - giving.Since < LandsWithin)
            {
                room.Keep(entry);
            }

            before[why] = before.GetValueOrDefault(why) + 1;
        }

        return null;
    }

    /// <summary>The giving is over, whatever came of it.</summary>
    public void Given(string conversation, string agent)
    {
        _beingGiven.Remove(conversation);
        _asked.Remove(agent);
    }

    /// <summary>The agent is asked; nobody else is until then.</summary>
    public void Offer(string conversation, string agent, DateTimeOffset until) => _offers[conversation] = (agent, until);

    /// <summary>Who is asked; null where nobody is.</summary>
    public string? OfferedTo(string conversation) => _offers.GetValueOrDefault(conversation).Agent;

    /// <summary>The agent has answered, or not in time.</summary>
    public void OfferEnded(string conversation, string agent, DateTimeOffset othersFirstUntil)
    {
        if (_offers.TryGetValue(conversation, out var offer) && offer.Agent == agent)
            _offers.Remove(conversation);
        PassOver(conversation, agent, othersFirstUntil);
    }

    /// <summary>The agent is not given it until then, so that others come first.</summary>
    public void PassOver(string conversation, string agent, DateTimeOffset until) => _passedOver[(conversation, agent)] = until;

    /// <summary>Giving it came to nothing, or nobody knows to what: it is left alone until then, so that others have their turn.</summary>
    public void LeaveAlone(string conversation, DateTimeOffset until) => _notBefore[conversation] = until;

    /// <summary>What is known of the agent is wrong: they are asked anew before being given more.</summary>
    public void Forget(string agent) => _agents.Remove(agent);

    /// <summary>Forgets what no longer matters.</summary>
    public void Tidy(DateTimeOffset now)
    {
        Forget(_notBefore, until => until <= now);
        Forget(_passedOver, until => until <= now);
        Forget(_offers, offer => offer.Until <= now);
    }

    /// <summary>Who serves the queue from now on, and who helps; the others are dropped.</summary>
    public void Keep(IReadOnlySet<string> own, IEnumerable<Helper> helpers)
    {
        _helpers.Clear();
        foreach (var helper in helpers)
            _helpers[helper.StaffId] = TimeSpan.FromSeconds(helper.AfterSeconds);
        var staffIds = own.Union(_helpers.Keys).ToHashSet();
        foreach (var gone in _agents.Keys.Where(staffId => !staffIds.Contains(staffId)).ToList())
            _agents.Remove(gone);
    }

    /// <summary>What whoever takes it has to be good at: what the queue asks for, its own, and its language; nothing once anybody will do.</summary>
    private ImmutableArray<SkillLevel> SkillsFor(LineEntry entry, DateTimeOffset now)
    {
        var triage = entry.Triage;
        var language = triage?.Language is { } spoken && Settings.Languages.Contains(spoken) ? spoken : null;
        if (Settings.Skills.IsEmpty && language is null && triage is null or { Skills.IsEmpty: true })
            return [];
        if (entry.For is not null && now < entry.ForUntil)
            return []; // a colleague knows whom they hand it to
        if (Settings.AnybodyAfterSeconds is { } seconds && now >= (triage?.AskedAt ?? entry.Since).AddSeconds(seconds))
            return [];

        var all = Settings.Skills.AddRange(triage?.Skills ?? []);
        if (language is not null)
            all = all.Add(new SkillLevel(SkillLevel.Language + language));
        return [.. all.GroupBy(skill => skill.Skill).OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => same.MaxBy(skill => skill.Level)!)];
    }

    private string? HeldUp(LineEntry entry, DateTimeOffset now) =>
        _beingGiven.ContainsKey(entry.Conversation) ? WhyNotGiven.BeingGiven
        : _offers.TryGetValue(entry.Conversation, out var offer) && now < offer.Until ? WhyNotGiven.Offered
        : now < _notBefore.GetValueOrDefault(entry.Conversation) ? WhyNotGiven.JustTried
        : null;

    private string? WhyNot(LineEntry entry, AgentAvailability agent, DateTimeOffset now) =>
        entry.For is not null && entry.For != agent.StaffId && now < entry.ForUntil ? WhyNotGiven.ForOneAgent
        : entry.NotFor == agent.StaffId || now < _passedOver.GetValueOrDefault((entry.Conversation, agent.StaffId)) ? WhyNotGiven.PassedOver
        : _helpers.TryGetValue(agent.StaffId, out var after) && entry.For != agent.StaffId && entry.Triage?.IsAtRisk() != true && (now < entry.Since + after || (entry.IsYielding && after > TimeSpan.Zero)) ? WhyNotGiven.HelpsLater
        : null;

    /// <summary>While nobody has waited long enough for them, the line need not be looked through for whom they could take.</summary>
    private bool MayHelp(AgentAvailability agent, DateTimeOffset now) =>
        !_helpers.TryGetValue(agent.StaffId, out var after) || after == TimeSpan.Zero || line.HasUrgent || now >= line.OldestSince + after;

    private bool HelpsLater(AgentAvailability agent) => _helpers.GetValueOrDefault(agent.StaffId) > TimeSpan.Zero;

    private bool IsFullHere(AgentAvailability agent) =>
        Settings.CapacityPerAgent is { } most && InUseHere(agent) >= most;

    /// <summary>How many of this queue's they could take now.</summary>
    private int PlacesOf(AgentAvailability agent) =>
        Settings.CapacityPerAgent is { } most ? Math.Clamp(most - InUseHere(agent), 0, agent.Free) : agent.Free;

    private int PlacesKeptBy(AgentAvailability agent) => agent.ServesOthers ? 0 : PlacesOf(agent);

    private int InUseHere(AgentAvailability agent) => agent.Uses.FirstOrDefault(use => use.Queue == queue).InUse;

    private AssignmentReason Explain(
        LineEntry entry, AgentAvailability chosen, ImmutableArray<SkillLevel> skills, IReadOnlyDictionary<string, int> before, DateTimeOffset now)
    {
        var candidates = _agents.Values
            .Select(agent => (Agent: agent, Why: WhyNotThem(entry, agent, skills, now)))
            .OrderBy(one => one.Agent.StaffId == chosen.StaffId ? 0 : one.Why is null ? 1 : 2)
            .ThenBy(one => one.Agent, new Preference(Settings.Choice, skills))
            .Take(AssignmentReason.MostCandidates)
            .Select(one => new Candidate(one.Agent.StaffId, one.Agent.Alias, one.Agent.Free, one.Agent.InUse, InUseHere(one.Agent), one.Agent.IdleSince, one.Agent.In(skills), one.Why));
        return new AssignmentReason(
            now,
            GrainKey.IdOf(queue),
            Settings.Assignment,
            Settings.Choice,
            Settings.CapacityPerAgent,
            entry.Ticket,
            entry.Triage,
            skills,
            line.Waiting,
            [.. before.Select(those => new PassedBy(those.Key, those.Value))],
            [.. candidates],
            Math.Max(0, _agents.Count - AssignmentReason.MostCandidates));
    }

    private string? WhyNotThem(LineEntry entry, AgentAvailability agent, ImmutableArray<SkillLevel> skills, DateTimeOffset now) =>
        agent.Presence != Presence.Available ? WhyNotGiven.NotAvailable
        : agent.Free <= 0 ? WhyNotGiven.Full
        : IsFullHere(agent) ? WhyNotGiven.QueueLimit
        : _asked.Contains(agent.StaffId) ? WhyNotGiven.BeingGiven
        : !agent.Has(skills) ? WhyNotGiven.NeedsSkill
        : WhyNot(entry, agent, now);

    private static void Forget<TKey, TValue>(Dictionary<TKey, TValue> all, Func<TValue, bool> isOver)
        where TKey : notnull
    {
        foreach (var key in all.Where(one => isOver(one.Value)).Select(one => one.Key).ToList())
            all.Remove(key);
    }

    /// <param name="HasPlace">The agent has said so: whatever comes of it, no other queue takes that place.</param>
    private readonly record struct Giving(string Agent, DateTimeOffset Since, bool HasPlace = false);

    /// <summary>
    /// An agent may be given something else, or go, before what is on its way to them arrives. So the last places are not given to somebody who came later: each of those on
    /// their way could still go to another agent. Only who serves no other queue keeps a place that long.
    /// </summary>
    private sealed class Room(Desk desk, List<AgentAvailability> free, DateTimeOffset now)
    {
        private readonly List<LineEntry> _onTheirWay = [];
        private readonly HashSet<string> _without = [];
        private readonly int _places = free.Sum(desk.PlacesKeptBy);
        private bool _isAnybodyRight = desk._passedOver.Count == 0 && !free.Exists(desk.HelpsLater);

        /// <summary>Nobody free may be given anything: more only get on their way further along the line.</summary>
        public bool IsFull => _onTheirWay.Count > 0 && _without.Count == free.Count;

        /// <summary>It came before those that are looked at from now on.</summary>
        public void Keep(LineEntry entry)
        {
            _onTheirWay.Add(entry);
            _isAnybodyRight &= entry.For is null && entry.NotFor is null && desk.SkillsFor(entry, now).IsEmpty;
        }

        /// <summary>Whether there is a place for each of those that this agent could take, when the agent is given another.</summary>
        public bool IsLeftBy(AgentAvailability agent)
        {
            if (_onTheirWay.Count == 0)
                return true;
            if (_without.Contains(agent.StaffId))
                return false;

            // Most want nobody in particular: then it is a matter of counting.
            var isLeft = _isAnybodyRight ? _places - Taken(agent) >= _onTheirWay.Count : IsLeftForEachBy(agent);
            if (!isLeft)
                _without.Add(agent.StaffId);
            return isLeft;
        }

        private bool IsLeftForEachBy(AgentAvailability chosen)
        {
            var older = _onTheirWay.Where(entry => Could(entry, chosen)).ToList();
            return older.TrueForAll(entry => free.Where(agent => Could(entry, agent)).Sum(desk.PlacesKeptBy) - Taken(chosen) >= older.Count);
        }

        private bool Could(LineEntry entry, AgentAvailability agent) => agent.Has(desk.SkillsFor(entry, now)) && desk.WhyNot(entry, agent, now) is null;

        private static int Taken(AgentAvailability agent) => agent.ServesOthers ? 0 : 1;
    }
}
