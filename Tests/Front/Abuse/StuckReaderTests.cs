using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Muster.Tests.Support;
using Muster.WebFront.Abuse;

namespace Muster.Tests.Front.Abuse;

public sealed class StuckReaderTests
{
    private readonly HandMovedClock _clock = new(Some.Moment);
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 10, resumeWriterThreshold: 5));
    private readonly Cut _cut = new();
    private readonly HttpContext _http;

    public StuckReaderTests()
    {
        _http = new DefaultHttpContext();
        _http.Features.Set<IHttpRequestLifetimeFeature>(_cut);
    }

    [Fact]
    public void A_reader_who_takes_nothing_for_a_minute_is_cut_off()
    {
        _pipe.Writer.GetSpan(5);
        _pipe.Writer.Advance(5);
        _pipe.Writer.GetSpan(50);
        _pipe.Writer.Advance(50);
        var flushing = _pipe.Writer.Flush(_http, _clock).AsTask();

        _clock.Advance(StuckReaders.Patience - TimeSpan.FromSeconds(1));
        Assert.False(_cut.IsDone);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(_cut.IsDone);
        Assert.False(flushing.IsCompleted);
    }

    [Fact]
    public async Task A_slow_reader_who_takes_something_in_time_is_left_alone()
    {
        _pipe.Writer.GetSpan(50);
        _pipe.Writer.Advance(50);
        var flushing = _pipe.Writer.Flush(_http, _clock).AsTask();
        _clock.Advance(StuckReaders.Patience - TimeSpan.FromSeconds(1));

        _pipe.Reader.AdvanceTo((await _pipe.Reader.ReadAsync(TestContext.Current.CancellationToken)).Buffer.End);
        await flushing;
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.False(_cut.IsDone);
    }

    private sealed class Cut : IHttpRequestLifetimeFeature
    {
        public bool IsDone { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsDone = true;
    }
}
