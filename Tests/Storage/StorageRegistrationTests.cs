using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Muster.Records;
using Muster.Silo.Storage;
using Orleans.Storage;

namespace Muster.Tests.Storage;

public sealed class StorageRegistrationTests : IDisposable
{
    private static readonly GrainId Grain = GrainId.Create("queue", "demo/general");

    private readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_node_finds_its_journal_and_its_states_again()
    {
        await using (var services = Start())
        {
            var journal = services.GetRequiredService<IJournal<SomethingSaid, Sum>>();
            await journal.Append(Some.Conversation, 0, [Some.Fact(1, "hello"), Some.Fact(2, "Grüße 👋")]);
            await journal.SaveSnapshot(Some.Conversation, 1, new Sum(1, "hello"));
            await States(services).WriteStateAsync("line", Grain, new GrainState<Sum>(new Sum(3, "x")));
        }

        await using (var services = Start())
        {
            var head = await services.GetRequiredService<IJournal<SomethingSaid, Sum>>().Open(Some.Conversation);
            Assert.Equal((2, 1, new Sum(1, "hello")), (head.LastSeq, head.SnapshotSeq, head.Snapshot));
            Assert.Equal(Some.Fact(2, "Grüße 👋"), Assert.Single(head.After));
            var state = new GrainState<Sum>();
            await States(services).ReadStateAsync("line", Grain, state);
            Assert.Equal((new Sum(3, "x"), true), (state.State, state.RecordExists));
        }
    }

    [Fact]
    public async Task Nothing_a_citizen_wrote_lies_open_on_the_disk()
    {
        await using (var services = Start())
        {
            await services.GetRequiredService<IJournal<SomethingSaid, Sum>>().Append(Some.Conversation, 0, [Some.Fact(1, "my secret words")]);
            await States(services).WriteStateAsync("line", Grain, new GrainState<Sum>(new Sum(3, "my secret words")));
        }

        foreach (var file in Directory.GetFiles(_scratch.Path, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain("secret", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_store_that_cannot_be_used_stops_the_start()
    {
        await using (Start())
        {
        }

        File.Delete(Path.Combine(_scratch.Path, "keys", "master.json"));

        var refusal = Assert.Throws<StorageRefusedException>(() => Start());
        Assert.Contains("master.json is missing", refusal.Message, StringComparison.Ordinal);
    }

    private static IGrainStorage States(IServiceProvider services) =>
        services.GetRequiredKeyedService<IGrainStorage>(StorageRegistration.ProviderName);

    private ServiceProvider Start()
    {
        var services = new ServiceCollection().AddLogging().AddMusterStorage(new StorageSettings { Directory = _scratch.Path }).BuildServiceProvider();
        foreach (var hosted in services.GetServices<IHostedService>()) Assert.True(hosted.StartAsync(default).IsCompletedSuccessfully);
        return services;
    }
}
