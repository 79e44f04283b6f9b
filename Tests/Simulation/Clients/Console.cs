using Muster.Agents;
using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Simulation.Checking;
using Muster.WebFront.Live;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Clients;

/// <summary>An agent's one event stream through some front, resumed where it was whenever it ends or its front dies.</summary>
public sealed class Console(World world, SimulatedClient process, SimulatedRandom random, Caller caller, Action<AgentView> look)
{
    private readonly SortedDictionary<string, Showing> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _said = [];
    private readonly Dictionary<string, int> _positions = [];
    private readonly HashSet<string> _contacts = [];
    private readonly Dictionary<string, string> _consults = [];

    public void Begin() => Keep().Ignore();

    /// <summary>The newest message of the citizen's that was shown.</summary>
    public int SaidIn(string conversation) => _said.GetValueOrDefault(conversation);

    /// <summary>Whether its citizen wants to be reached.</summary>
    public bool WantsContact(string conversation) => _contacts.Contains(conversation);

    /// <summary>The consult that is open there; null for none.</summary>
    public string? ConsultIn(string conversation) => _consults.GetValueOrDefault(conversation);

    private async Task Keep()
    {
        while (true)
        {
            var front = world.Fronts[random.Next(world.Fronts.Count)];
            if (front.IsUp)
            {
                var (at, feed) = (front.Process, front.Feed!);
                var resumed = _held.Keys.ToDictionary(conversation => conversation, conversation => _positions.GetValueOrDefault(conversation));
                foreach (var (conversation, position) in resumed)
                    Show(conversation, position);
                var follow = at.Run(() => Follow(feed, resumed));
                while (at.IsUp && !follow.IsCompleted)
                    await Task.Delay(TimeSpan.FromSeconds(1), process.Time);
            }

            await Task.Delay(random.Between(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2)), process.Time);
        }
    }

    private async Task Follow(Feed feed, IReadOnlyDictionary<string, int> resumed)
    {
        var followed = await feed.FollowAgent(caller, resumed);
        if (!followed.IsDone)
        {
            world.History.Surprises.Add($"{world.Now:HH:mm:ss.fff} {caller.StaffId} was refused a stream: {followed.Refusal}");
            return;
        }

        using var follower = followed.Value;
        while (!follower.IsOver)
        {
            foreach (var item in await follower.Next())
                Take(item);
        }
    }

    private void Take(FeedItem item)
    {
        switch (item.Kind)
        {
            case FeedKind.Assigned:
                Show(item.Conversation!, 0);
                if (item.Slot.ConsultOf is { } advised && !_held.ContainsKey(advised))
                    Show(advised, 0);
                break;
            case FeedKind.Released:
                _held.Remove(item.Conversation!);
                break;
            case FeedKind.Presence:
                process.Run(() =>
                {
                    look(item.View);
                    return Task.CompletedTask;
                }).Ignore();
                break;
            case FeedKind.Entry:
                See(item.Conversation!, item.Entry);
                break;
        }
    }

    private void Show(string conversation, int after)
    {
        var showing = new Showing(caller.StaffId!, caller.StaffId, conversation, after);
        world.History.Streams.Add(showing);
        _held[conversation] = showing;
        _positions[conversation] = after;
        if (world.Planted is { GoesOnReading: true })
            process.Run(() => KeepReading(showing)).Ignore();
    }

    /// <summary>As a front would do it that asks in its own name and forgets to stop.</summary>
    private async Task KeepReading(Showing showing)
    {
        var conversation = process.Grains.GetGrain<IConversationGrain>(showing.Conversation);
        while (!world.IsEnding)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), process.Time);
            var page = await conversation.Read(Caller.System(World.AgencyId), _positions[showing.Conversation], 100);
            foreach (var entry in page.Value?.Entries ?? [])
            {
                showing.Entries.Add(new SeenEntry(world.Now, entry.Seq, entry.Kind, entry.Text, entry.MessageId, entry.StaffOnly));
                _positions[showing.Conversation] = entry.Seq;
            }
        }
    }

    private void See(string conversation, Entry entry)
    {
        if (!_held.TryGetValue(conversation, out var showing))
        {
            world.History.Surprises.Add($"{world.Now:HH:mm:ss.fff} {caller.StaffId} was shown {conversation}#{entry.Seq} without holding it");
            return;
        }

        showing.Entries.Add(new SeenEntry(world.Now, entry.Seq, entry.Kind, entry.Text, entry.MessageId, entry.StaffOnly));
        _positions[conversation] = entry.Seq;
        if (entry is { Kind: EntryKind.Message, AuthorRole: Role.Citizen })
            _said[conversation] = entry.Seq;
        if (entry.Kind == EntryKind.ContactAsked)
            _contacts.Add(conversation);
        if (entry.Kind == EntryKind.ConsultAsked)
            _consults[conversation] = entry.Consult!;
        if (entry.Kind == EntryKind.ConsultEnded)
            _consults.Remove(conversation);
    }
}
