using Muster.Conversations;
using Muster.Identity;
using Muster.Tests.Simulation.Checking;
using Muster.WebFront.Live;
using Orleans.Embedded.Simulation;

namespace Muster.Tests.Simulation.Clients;

/// <summary>A citizen's page: an event stream through some front, opened again after the last entry whenever it ends or its front dies.</summary>
public sealed class Reading(World world, SimulatedClient process, SimulatedRandom random, string reader, Caller caller, string conversation)
{
    private readonly List<Showing> _shown = [];
    private int _position;
    private int _opened;

    public bool HasJoined { get; private set; }

    public bool HasEnded { get; private set; }

    /// <summary>The notice that is shown; null for none.</summary>
    public string? Notice { get; private set; }

    /// <summary>The closing question that was asked last.</summary>
    public int AskedAt { get; private set; }

    public void Begin() => Keep(++_opened).Ignore();

    public void Stop()
    {
        _opened++;
        foreach (var showing in _shown)
            showing.IsOpenAtEnd = false;
    }

    /// <summary>Runs at the citizen's; the reading itself runs at the front.</summary>
    private async Task Keep(int opened)
    {
        while (opened == _opened)
        {
            var front = world.Fronts[random.Next(world.Fronts.Count)];
            if (front.IsUp)
            {
                var showing = new Showing(reader, null, conversation, _position);
                _shown.Add(showing);
                world.History.Streams.Add(showing);
                var (at, feed) = (front.Process, front.Feed!);
                var follow = at.Run(() => Follow(feed, showing, opened));
                while (at.IsUp && !follow.IsCompleted && opened == _opened)
                    await Task.Delay(TimeSpan.FromSeconds(1), process.Time);
                showing.IsOpenAtEnd = false;
            }

            await Task.Delay(random.Between(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2)), process.Time);
        }
    }

    private async Task Follow(Feed feed, Showing showing, int opened)
    {
        var followed = await feed.Follow(caller, conversation, showing.After);
        if (!followed.IsDone && world.History.IsDoubled(conversation, world.Now))
            return;

        if (!followed.IsDone)
        {
            world.History.Surprises.Add($"{world.Now:HH:mm:ss.fff} {reader} was refused a stream of {conversation}: {followed.Refusal}");
            return;
        }

        using var follower = followed.Value;
        showing.IsOpenAtEnd = opened == _opened;
        while (opened == _opened && !follower.IsOver)
        {
            foreach (var item in await follower.Next())
            {
                if (item.Kind == FeedKind.Entry && opened == _opened)
                    See(showing, item.Entry);
                if (item.Kind == FeedKind.Notice)
                    Notice = item.Notice?.Id;
            }
        }
    }

    private void See(Showing showing, Entry entry)
    {
        showing.Entries.Add(new SeenEntry(world.Now, entry.Seq, entry.Kind, entry.Text, entry.MessageId, entry.StaffOnly));
        _position = entry.Seq;
        HasJoined |= entry.Kind == EntryKind.Joined;
        HasEnded |= entry.Kind == EntryKind.Closed || (entry.Kind == EntryKind.Left && entry.AuthorRole == Role.Citizen);
        if (entry.Kind == EntryKind.ClosingQuestion)
            AskedAt = entry.Seq;
    }
}
