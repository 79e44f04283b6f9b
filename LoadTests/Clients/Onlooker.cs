using System.Text;
using Muster.LoadTests.Wire;

namespace Muster.LoadTests.Clients;

/// <summary>A citizen who waits in a line and looks where they stand: by a stream, by long polls, or by a page that loads itself again.</summary>
/// <param name="floor">where they wait</param>
/// <param name="agency">whose page it is</param>
/// <param name="id">their conversation</param>
/// <param name="token">it is theirs</param>
internal sealed class Onlooker(Floor floor, string agency, string id, string token) : IServerEventListener, IDisposable
{
    /// <summary>A connection here is given up after 15 s.</summary>
    private const int PollSeconds = 10;

    /// <summary>As the product's own page without scripts does it.</summary>
    private static readonly TimeSpan PageEvery = TimeSpan.FromSeconds(30);

    private readonly Line _line = new(floor.Loop, floor.Doors);
    private EventFeed? _feed;
    private bool _hasLeft;

    /// <summary>How often they were told where they stand, or asked.</summary>
    public int Told { get; private set; }

    public async Task Stream()
    {
        _feed = new EventFeed(floor.Loop, floor.Doors, this, () => new RequestHead("GET", $"/api/v1/conversations/{id}/events?after=3", RequestHead.Bearer(token), "text/event-stream"));
        await _feed.Open();
    }

    public async ValueTask Poll()
    {
        var head = new RequestHead("GET", $"/api/v1/conversations/{id}/events?after=1000000&wait={PollSeconds}", RequestHead.Bearer(token));
        await floor.Loop.Pause(TimeSpan.FromSeconds(PollSeconds) * floor.Random.NextDouble());
        while (!_hasLeft)
            await Ask(head);
    }

    public async ValueTask LoadPages()
    {
        var head = new RequestHead("GET", $"/chat/{agency}", RequestHead.Cookie($"muster-chat={token}"), "text/html");
        await floor.Loop.Pause(PageEvery * floor.Random.NextDouble());
        while (!_hasLeft)
        {
            await Ask(head);
            await floor.Loop.Pause(PageEvery);
        }
    }

    void IServerEventListener.On(ServerEvent happened)
    {
        if (happened.Kind.SequenceEqual("position"u8))
            Told++;
    }

    public void Dispose()
    {
        _hasLeft = true;
        _feed?.Dispose();
        _line.Dispose();
    }

    private async ValueTask Ask(RequestHead head)
    {
        try
        {
            var answer = await _line.Send(head, default);
            if (answer.Status == 200)
                Told++;
            else if (answer.Status is not (429 or 503))
                throw new ContractBrokenException($"Whoever waits was answered {answer.Status} {Encoding.UTF8.GetString(answer.Body.Span[..Math.Min(200, answer.Body.Length)])}");
        }
        catch (ConnectionLostException)
        {
            // They left, or ask again.
        }
    }
}
