// The buzzer's tone, for who asks for it: silent until its button is pressed.
export class Sound {
  private readonly button = document.getElementById("sound") as HTMLButtonElement;
  private context: AudioContext | null = null;
  private oscillator: OscillatorNode | null = null;
  private toneHz = 0;

  constructor() {
    this.button.addEventListener("click", () => this.turn());
  }

  /** Show the button where there is something to hear. */
  offer(hasBuzzer: boolean): void {
    this.button.hidden = !hasBuzzer;
  }

  play(toneHz: number): void {
    this.toneHz = toneHz;
    if (this.button.ariaPressed !== "true" || !this.context) return;
    this.oscillator?.stop();
    this.oscillator = null;
    if (toneHz <= 0) return;
    const [oscillator, volume] = [this.context.createOscillator(), this.context.createGain()];
    oscillator.type = "square";
    oscillator.frequency.value = Math.min(toneHz, 12_000);
    volume.gain.value = 0.04;
    oscillator.connect(volume).connect(this.context.destination);
    oscillator.start();
    this.oscillator = oscillator;
  }

  private turn(): void {
    const isOn = this.button.ariaPressed !== "true";
    this.button.ariaPressed = String(isOn);
    this.context ??= new AudioContext();
    if (isOn) return this.play(this.toneHz);
    this.oscillator?.stop();
    this.oscillator = null;
  }
}
