namespace Muster.Tests.Engine.Puppets;

/// <summary>A grain with stored state.</summary>
public interface INotebookGrain : IGrainWithStringKey
{
    Task<string> TextAtActivation();

    Task Write(string text);

    Task WriteUnsaved(string text);

    Task<string> Text();

    Task<bool> Exists();

    Task Tear();

    Task Leave();

    Task WriteWithStaleVersion();
}
