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
        await using (var services = await Start())
        {
            var journal = services.GetRequiredService<IJournal<SomethingSaid, Sum>>();
            await journal.Append(Some.Conversation, 0, [Some.Fact(1, "hello"), Some.Fact(2, "Grüße 👋")]);
            await journal.SaveSnapshot(Some.Conversation, 1, new Sum(1, "hello"));
            await States(services).WriteStateAsync("line", Grain, new GrainState<Sum>(new Sum(3, "x")));
            Assert.True(services.GetRequiredService<IStorageHealth>() is { IsReady: true, Trouble: null, Damage: null, LastWriteAt: not null });
        }

        await using (var services = await Start())
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
        await using (var services = await Start())
        {
            await services.GetRequiredService<IJournal<SomethingSaid, Sum>>().Append(Some.Conversation, 0, [Some.Fact(1, "my secret words")]);
            await States(services).WriteStateAsync("line", Grain, new GrainState<Sum>(new Sum(3, "my secret words")));
        }

        foreach (var file in Directory.GetFiles(_scratch.Path, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain("secret", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_store_without_its_keys_stops_the_start()
    {
        await (await Start()).DisposeAsync();
        File.Delete(KeyFile);

        var refusal = await Assert.ThrowsAsync<StorageRefusedException>(Start);

        Assert.Contains("master.json is missing", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_with_other_keys_stops_the_start()
    {
        await (await Start()).DisposeAsync();
        var key = Convert.ToBase64String(new byte[32]);
        await File.WriteAllTextAsync(KeyFile, "{\"keys\":{\"1\":\"" + key + "\"}}", TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<StorageRefusedException>(Start);

        Assert.Contains("are wrapped by master key 1, which is missing here or another. Bring it back.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_without_its_data_keys_stops_the_start()
    {
        await (await Start()).DisposeAsync();
        File.Delete(Path.Combine(_scratch.Path, "keys", "data.db"));

        var refusal = await Assert.ThrowsAsync<StorageRefusedException>(Start);

        Assert.Contains("other keys", refusal.Message, StringComparison.Ordinal);
    }

    private string KeyFile => Path.Combine(_scratch.Path, "keys", "master.json");

    private static IGrainStorage States(IServiceProvider services) =>
        services.GetRequiredKeyedService<IGrainStorage>(StorageRegistration.ProviderName);

    private async Task<ServiceProvider> Start()
    {
        var services = new ServiceCollection().AddLogging().AddMusterStorage(new StorageSettings { Directory = _scratch.Path }).BuildServiceProvider();
        try
        {
            foreach (var hosted in services.GetServices<IHostedService>()) await hosted.StartAsync(TestContext.Current.CancellationToken);
            return services;
        }
        catch (StorageRefusedException)
        {
            await services.DisposeAsync();
            throw;
        }
    }
}
