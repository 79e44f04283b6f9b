namespace Muster.Tests.Simulation.Checking;

/// <summary>
/// Everything a run left behind: what storage holds, what clients asked and were told, and what they saw. The checks read this and
/// nothing else; a history can be made by hand.
/// </summary>
public sealed class History
{
    private readonly Dictionary<string, Story> _stories = [];
    private readonly List<StoredFact> _facts = [];

    public IReadOnlyList<StoredFact> Facts => _facts;

    /// <summary>One for each conversation, in the order of its first fact.</summary>
    public IEnumerable<Story> Stories => _stories.Values;

    public List<Request> Requests { get; } = [];

    public List<Showing> Streams { get; } = [];

    public List<Member> Staff { get; } = [];

    public List<PresenceCall> Presence { get; } = [];

    public List<Disturbance> Disturbances { get; } = [];

    /// <summary>What reached the disk while it ran, in that order.</summary>
    public List<StoredMoment> Timeline { get; } = [];

    /// <summary>What agents' states hold at the end.</summary>
    public List<StoredSlot> Slots { get; } = [];

    /// <summary>What the queues' registers hold at the end.</summary>
    public List<StoredPlace> Places { get; } = [];

    /// <summary>Conversations in the registers of closed ones.</summary>
    public HashSet<string> Registered { get; } = [];

    /// <summary>The newest fact that each conversation's snapshot covers; 0 without one.</summary>
    public SortedDictionary<string, int> Snapshots { get; } = new(StringComparer.Ordinal);

    /// <summary>The figures of every queue and quarter of an hour at the end; null where nobody looked.</summary>
    public List<StoredFigure>? Figures { get; set; }

    /// <summary>What agents and fronts have told of every queue and quarter of an hour; null where nobody looked.</summary>
    public List<StoredFigure>? Told { get; set; }

    /// <summary>What clients met that they never should.</summary>
    public List<string> Surprises { get; } = [];

    /// <summary>Queues that ask an agent first: how long that takes is the agent's to say.</summary>
    public HashSet<string> OfferingQueues { get; } = [];

    /// <summary>By queue; nothing where nobody is urgent and nothing asks for a skill.</summary>
    public IReadOnlyDictionary<string, RoutingOf> Routing { get; set; } = new Dictionary<string, RoutingOf>();

    public DateTimeOffset EndedAt { get; set; }

    /// <summary>No fault could strike and nobody was away on purpose: promises about time hold to the second.</summary>
    public bool IsCalm { get; set; }

    /// <summary>In a run that is not calm: how long a free agent may be left without those who wait. Null where nothing can be promised.</summary>
    public TimeSpan? LongestIdle { get; set; }

    /// <summary>The network may lose calls: then a silent console cannot be told from one that was not heard.</summary>
    public bool LosesCalls { get; set; }

    /// <summary>How long a citizen waits for a reply before somebody else is asked; null where for ever.</summary>
    public TimeSpan? NoReply { get; set; }

    /// <summary>How long what an agent handed over waits to be taken before it comes back; null where for ever.</summary>
    public TimeSpan? TransferReturn { get; set; }

    /// <summary>It came to rest: everybody was served, then nothing moved for a while.</summary>
    public bool IsAtRest { get; set; }

    /// <summary>When an agent's stored state first said that they are not there, each time.</summary>
    public IEnumerable<DateTimeOffset> LapsesOf(string staffId)
    {
        var moments = Timeline.OfType<SlotsStored>().Where(moment => moment.StaffId == staffId).ToList();
        return moments.Zip(moments.Skip(1)).Where(pair => pair.Second.IsOffline && !pair.First.IsOffline).Select(pair => pair.Second.At);
    }

    /// <summary>What agents' stored states named while it ran, and from when to when.</summary>
    public IEnumerable<SlotSpan> SlotSpans()
    {
        foreach (var agent in Timeline.OfType<SlotsStored>().GroupBy(moment => moment.StaffId))
        {
            var moments = agent.ToList();
            foreach (var (index, moment) in moments.Index())
            {
                var until = index + 1 < moments.Count ? moments[index + 1].At : DateTimeOffset.MaxValue;
                foreach (var slot in moment.Slots)
                    yield return new SlotSpan(slot.StaffId, slot.Conversation, slot.State, moment.At, until);
            }
        }
    }

    public Story? StoryOf(string conversation) => _stories.GetValueOrDefault(conversation);

    /// <summary>Whether this grain may have existed twice then: one of the two knows less.</summary>
    /// <param name="key">Its key, or what comes after the agency.</param>
    public bool IsDoubled(string key, DateTimeOffset at) => Disturbances.Exists(fault => fault.Doubles(key, at));

    public Member? MemberOf(string staffId) => Staff.Find(member => member.StaffId == staffId);

    /// <summary>Whether the conversation was taken from the agent, for want of a reply or by a supervisor, after <paramref name="since"/>.</summary>
    public bool WasTakenFrom(string staffId, string conversation, DateTimeOffset since) =>
        StoryOf(conversation)!.Tenures.Exists(tenure => tenure.OthersComeFirst && tenure.StaffId == staffId && tenure.Until > since);

    /// <summary>Adds facts in stored order; those of one conversation ascending.</summary>
    public void Store(params IEnumerable<StoredFact> facts)
    {
        foreach (var fact in facts)
        {
            _facts.Add(fact);
            if (!_stories.TryGetValue(fact.Conversation, out var story))
                _stories[fact.Conversation] = story = new Story(fact.Conversation);
            story.Add(fact);
        }
    }
}
