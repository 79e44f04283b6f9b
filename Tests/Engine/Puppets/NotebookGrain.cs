using Orleans.Storage;

namespace Muster.Tests.Engine.Puppets;

[GrainType("test-notebook")]
public sealed class NotebookGrain([PersistentState("pages", "test")] IPersistentState<Pages> pages) : Grain, INotebookGrain
{
    private string _textAtActivation = "";

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _textAtActivation = pages.State.Text;
        return this.GetPrimaryKeyString() == "unreadable"
            ? throw new InvalidDataException("this notebook cannot be opened")
            : Task.CompletedTask;
    }

    public Task<string> TextAtActivation() => Task.FromResult(_textAtActivation);

    public Task Write(string text)
    {
        pages.State.Text = text;
        return pages.WriteStateAsync();
    }

    public Task WriteUnsaved(string text)
    {
        pages.State.Text = text;
        return Task.CompletedTask;
    }

    public Task<string> Text() => Task.FromResult(pages.State.Text);

    public Task<bool> Exists() => Task.FromResult(pages.RecordExists);

    public Task Tear() => pages.ClearStateAsync();

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task WriteWithStaleVersion() => throw new InconsistentStateException("somebody else wrote", "2", "1");
}
