using Muster.Tests.Support;
using Muster.WebFront.Abuse;

namespace Muster.Tests.Front.Abuse;

public sealed class OpenStreamsTests
{
    private readonly OpenStreams _streams = new();
    private readonly List<int> _ended = [];

    [Fact]
    public void One_stream_too_many_ends_the_oldest_and_no_other()
    {
        for (var stream = 0; stream <= OpenStreams.MostOfCitizen; stream++)
            Open("a", stream);

        Assert.Equal([0], _ended);
    }

    [Fact]
    public void A_stream_that_has_ended_makes_room()
    {
        for (var stream = 0; stream < 5 * OpenStreams.MostOfCitizen; stream++)
            Open("a", stream).Dispose();

        Assert.Empty(_ended);
    }

    [Fact]
    public void Nobody_ends_the_streams_of_others()
    {
        Open("somebody", -1);

        for (var stream = 0; stream < 3 * OpenStreams.MostOfCitizen; stream++)
            Open("a flooder", stream);

        Assert.DoesNotContain(-1, _ended);
    }

    [Fact]
    public void Whatever_opens_and_ends_the_newest_stay_and_each_is_ended_once() => Property.Holds(tape =>
    {
        var (streams, ended, open) = (new OpenStreams(), new List<int>(), new List<(int Number, IDisposable Place)>());

        for (var number = 0; !tape.IsOver; number++)
        {
            var mine = number;
            open.Add((mine, streams.Enter("a", isStaff: false, () => ended.Add(mine))));
            if (tape.Chance(3) && tape.Next(open.Count) is var index)
            {
                open[index].Place.Dispose();
                open.RemoveAt(index);
            }

            open.RemoveAll(stream => ended.Contains(stream.Number));
            Assert.True(open.Count <= OpenStreams.MostOfCitizen);
        }

        Assert.Equal(ended.Distinct(), ended);
    });

    private IDisposable Open(string holder, int number) => _streams.Enter(holder, isStaff: false, () => _ended.Add(number));
}
