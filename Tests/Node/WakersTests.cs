using Microsoft.Extensions.Logging.Abstractions;
using Muster.Silo;
using Muster.Silo.Configuration;
using Muster.Tests.Storage;

namespace Muster.Tests.Node;

/// <summary>Every queue is woken, whatever becomes of one.</summary>
public sealed class WakersTests : IDisposable
{
    private readonly ScratchDirectory _folder = new();

    [Fact]
    public async Task Every_queue_is_woken_right_after_the_start_and_again_even_if_one_fails()
    {
        await File.WriteAllTextAsync(
            _folder.File("demo.json"),
            """{"id":"demo","name":"Demo","timeZone":"UTC","queues":[{"id":"broken","name":"B"},{"id":"flood","name":"F"},{"id":"general","name":"G"}]}""",
            TestContext.Current.CancellationToken);
        var queues = GrainsThatNoteTheirWaking.Create();
        using var wakers = new Wakers(
            new AgencyFiles(_folder.Path, NullLogger<AgencyFiles>.Instance),
            queues.Factory,
            new SiloSettings { WakeEvery = TimeSpan.FromMilliseconds(1) },
            TimeProvider.System,
            NullLogger<Wakers>.Instance);

        await wakers.StartAsync(TestContext.Current.CancellationToken);
        await queues.WokenTwice("demo/flood", "demo/general").WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await wakers.StopAsync(TestContext.Current.CancellationToken);

        Assert.True(wakers.ExecuteTask!.IsCanceled || wakers.ExecuteTask.IsCompletedSuccessfully);
    }

    public void Dispose() => _folder.Dispose();
}
