namespace Muster.Queues;

/// <summary>
/// Who may be given which conversation next: the oldest that waits, to the free agent with the least in use, the longest idle among
/// equals. Knows what is being given right now. No I/O; told the time.
/// </summary>
public sealed class Desk(Line line)
{
    private readonly Dictionary<string, AgentAvailability> _agents = [];
    private readonly Dictionary<string, string> _givenTo = [];
    private readonly HashSet<string> _asked = [];
    private readonly Dictionary<string, (string Agent, DateTimeOffset Until)> _offers = [];
    private readonly Dictionary<(string Conversation, string Agent), DateTimeOffset> _passedOver = [];
    private readonly Dictionary<string, DateTimeOffset> _notBefore = [];

    public IEnumerable<AgentAvailability> Agents => _agents.Values;

    public bool Knows(string staffId) => _agents.ContainsKey(staffId);

    /// <summary>Takes what an agent says of themselves; false where something newer is known.</summary>
    public bool Hear(AgentAvailability availability)
    {
        if (_agents.TryGetValue(availability.StaffId, out var known) && known.Version >= availability.Version)
            return false;

        _agents[availability.StaffId] = availability;
        return true;
    }

    /// <summary>The next pair, marked as being given; null when nobody waits or nobody is free for those who do.</summary>
    public (LineEntry Entry, string Agent)? Next(DateTimeOffset now)
    {
        var free = _agents.Values.Where(agent => agent.Free > 0 && !_asked.Contains(agent.StaffId)).ToList();
        if (free.Count == 0)
            return null;

        foreach (var entry in line.InOrder)
        {
            if (_givenTo.ContainsKey(entry.Conversation) || IsOffered(entry.Conversation, now) || now < _notBefore.GetValueOrDefault(entry.Conversation))
                continue;

            var agent = free
                .Where(agent => MayHave(entry, agent, now))
                .OrderBy(agent => agent.InUse)
                .ThenBy(agent => agent.IdleSince)
                .ThenBy(agent => agent.StaffId, StringComparer.Ordinal)
                .FirstOrDefault();
            if (agent is null)
                continue;

            _givenTo[entry.Conversation] = agent.StaffId;
            _asked.Add(agent.StaffId);
            return (entry, agent.StaffId);
        }

        return null;
    }

    /// <summary>The giving is over, whatever came of it.</summary>
    public void Given(string conversation, string agent)
    {
        _givenTo.Remove(conversation);
        _asked.Remove(agent);
    }

    /// <summary>The agent is asked; nobody else is until then.</summary>
    public void Offer(string conversation, string agent, DateTimeOffset until) => _offers[conversation] = (agent, until);

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

    /// <summary>Drops agents who no longer serve the queue.</summary>
    public void Keep(IReadOnlySet<string> staffIds)
    {
        foreach (var gone in _agents.Keys.Where(staffId => !staffIds.Contains(staffId)).ToList())
            _agents.Remove(gone);
    }

    private bool IsOffered(string conversation, DateTimeOffset now) =>
        _offers.TryGetValue(conversation, out var offer) && now < offer.Until;

    private bool MayHave(LineEntry entry, AgentAvailability agent, DateTimeOffset now) =>
        (entry.For is null || entry.For == agent.StaffId || now >= entry.ForUntil)
        && now >= _passedOver.GetValueOrDefault((entry.Conversation, agent.StaffId));

    private static void Forget<TKey, TValue>(Dictionary<TKey, TValue> all, Func<TValue, bool> isOver)
        where TKey : notnull
    {
        foreach (var key in all.Where(one => isOver(one.Value)).Select(one => one.Key).ToList())
            all.Remove(key);
    }
}
